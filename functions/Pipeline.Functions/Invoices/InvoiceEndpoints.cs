using System.ComponentModel;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Records;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Invoices;

/// <summary>Gives invoices to an ERP or accounting.</summary>
[Tags("invoices")]
public sealed class InvoiceEndpoints(IInvoiceStore invoices)
{
    /// <summary>Lists invoices.</summary>
    [Function("ListInvoices")]
    [EndpointSummary("List invoices and credit notes in full, latest first")]
    [Answers<Page<InvoiceView>>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/invoices")] HttpRequest request,
        [Description("Only from this distributor")] string? distributor = null,
        [Description("Only dated at or after this day")] DateOnly? from = null,
        [Description("Only dated at or before this day")] DateOnly? to = null,
        [Description("Only stored or corrected at or after this time")] DateTimeOffset? changedSince = null,
        [Description("At most so many, 1 to 500")] int limit = Paging.DefaultLimit,
        [Description("From the page before")] string? cursor = null)
    {
        InvoiceFilter filter = new(distributor, from, to, changedSince);
        return Paging.AnswerAsync(
            limit,
            cursor,
            async () => (await invoices.ListAsync(filter, limit, cursor, request.HttpContext.RequestAborted)).Select(InvoiceView.Of),
            PipelineJson.Readable.InvoiceList);
    }

    /// <summary>Shows one invoice.</summary>
    [Function("GetInvoice")]
    [EndpointSummary("Show an invoice or credit note")]
    [Answers<InvoiceView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/invoices/{id}")] HttpRequest request,
        [Description("Our id of the invoice")] string id) =>
        await invoices.FindAsync(id, request.HttpContext.RequestAborted) is { } found
            ? TypedResults.Json(InvoiceView.Of(found), PipelineJson.Readable.InvoiceView)
            : ProblemFactory.NotFound(new Issue(IssueCodes.InvoiceUnknown, null, id));
}
