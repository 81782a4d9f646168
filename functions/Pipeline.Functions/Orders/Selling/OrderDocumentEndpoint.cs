using System.ComponentModel;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Selling;
using Pipeline.Functions.Audit;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;
using Pipeline.Functions.Orders.Views;

namespace Pipeline.Functions.Orders.Selling;

/// <summary>Takes documents that channels are owed.</summary>
[Tags("orders")]
public sealed partial class OrderDocumentEndpoint(OrderDocumentHandler documents)
{
    private const int DocumentLimitBytes = 10 * 1024 * 1024;

    /// <summary>Stores a document.</summary>
    [Function("PutOrderDocument")]
    [Audited("order.document", "id")]
    [EndpointSummary("Hand over a document of an order for its channel, for example the invoice")]
    [EndpointDescription(
        "The body is the PDF, at most 10 MiB; its name stands in Content-Disposition. It is uploaded once the tracking is told. The same bytes again "
        + "change nothing (200); other bytes take the place of those that are not uploaded yet (202), and are refused after that (409).")]
    [RequestBodyLimit(DocumentLimitBytes)]
    [Answers<OrderView>(StatusCodes.Status200OK)]
    [Answers<OrderView>(StatusCodes.Status202Accepted)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/orders/{id}/documents/{type}")] HttpRequest request,
        [Description("Id of the order")] string id,
        [Description("What it is, for example invoice")] string type)
    {
        using MemoryStream body = new();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        byte[] content = body.ToArray();
        return !TypeForm().IsMatch(type) || !content.AsSpan().StartsWith("%PDF-"u8)
            ? ProblemFactory.Unprocessable(new Issue(IssueCodes.DocumentInvalid, null, type))
            : ChannelOrderEndpoints.Answer(id, await documents.PutAsync(id, type, NameOf(request, type), content, request.HttpContext.RequestAborted));
    }

    /// <summary>The name that the caller gave, in letters that every channel takes.</summary>
    private static string NameOf(HttpRequest request, string type)
    {
        string? given = ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out ContentDispositionHeaderValue? header)
            ? HeaderUtilities.RemoveQuotes(header.FileNameStar.HasValue ? header.FileNameStar : header.FileName).Value
            : null;
        string name = OtherLetters().Replace(Path.GetFileName(given ?? string.Empty), "_").Trim('_', '.');
        return name.Length == 0 ? $"{type}.pdf" : name.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase) ? name : $"{name}.pdf";
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,29}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypeForm();

    [GeneratedRegex("[^A-Za-z0-9._-]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OtherLetters();
}
