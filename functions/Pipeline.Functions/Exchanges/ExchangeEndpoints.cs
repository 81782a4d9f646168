using System.ComponentModel;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Issues;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Exchanges;

/// <summary>Shows what was said between us and partners: calls, and by their id pushed messages too.</summary>
[Tags("exchanges")]
public sealed class ExchangeEndpoints(IExchangeStore exchanges, IMessageInbox inbox)
{
    private const string Download = "application/octet-stream";

    /// <summary>Lists exchanges.</summary>
    [Function("ListExchanges")]
    [EndpointSummary("List calls to partners, latest first; pushed messages are listed at /api/notifications")]
    [Answers<Page<ExchangeView>>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/exchanges")] HttpRequest request,
        [Description("Only with this partner, for example {distributor}")] string? partner = null,
        [Description("Only of this kind, for example orderCreate")] string? operation = null,
        [Description("Only about this: a purchase order number, or the id of an execution that asked for something else")] string? subject = null,
        [Description("Only failed (true) or only good (false) ones")] bool? failed = null,
        [Description("Only answered with this HTTP status; a page may hold less than asked for and have a cursor all the same")] int? status = null,
        [Description("Only begun at or after it, ISO 8601")] DateTimeOffset? from = null,
        [Description("Only begun before it, ISO 8601")] DateTimeOffset? to = null,
        [Description("At most so many, 1 to 500")] int limit = Paging.DefaultLimit,
        [Description("From the page before")] string? cursor = null)
    {
        ExchangeFilter filter = new(partner, operation, subject, failed, status, from, to);
        return Paging.AnswerAsync(
            limit,
            cursor,
            async () => (await exchanges.ListAsync(filter, limit, cursor, request.HttpContext.RequestAborted))
                .Select(static head => ExchangeView.Of(head) with { RequestHeaders = null, ResponseHeaders = null }),
            PipelineJson.Readable.ExchangeList);
    }

    /// <summary>Shows one exchange.</summary>
    [Function("GetExchange")]
    [EndpointSummary("Show an exchange, with headers")]
    [Answers<ExchangeView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/exchanges/{id}")] HttpRequest request,
        [Description("Id of the exchange, or of a pushed message")] string id)
    {
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        ExchangeView? view = await exchanges.FindAsync(id, cancellationToken) is { } head
            ? ExchangeView.Of(head)
            : await inbox.FindAsync(id, cancellationToken) is { } pushed ? ExchangeView.Of(pushed) : null;
        return view is null ? Unknown(id) : TypedResults.Json(view, PipelineJson.Readable.ExchangeView);
    }

    /// <summary>Downloads the body of a request.</summary>
    [Function("DownloadExchangeRequest")]
    [EndpointSummary("Download the body of a request, secrets masked; of a pushed message, byte by byte")]
    [Answers<string>(StatusCodes.Status200OK, Download)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status410Gone)]
    public async Task<IResult> DownloadRequestAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/exchanges/{id}/request")] HttpRequest request,
        [Description("Id of the exchange, or of a pushed message")] string id)
    {
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        return await AnswerAsync(
            request,
            await exchanges.ReadRequestAsync(id, cancellationToken) ?? await inbox.ReadBodyAsync(id, cancellationToken),
            id,
            "request",
            cancellationToken);
    }

    /// <summary>Downloads the body of an answer.</summary>
    [Function("DownloadExchangeResponse")]
    [EndpointSummary("Download the body of an answer; empty when none came")]
    [Answers<string>(StatusCodes.Status200OK, Download)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status410Gone)]
    public async Task<IResult> DownloadResponseAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/exchanges/{id}/response")] HttpRequest request,
        [Description("Id of the exchange, or of a pushed message")] string id)
    {
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        return await AnswerAsync(
            request,
            await exchanges.ReadResponseAsync(id, cancellationToken)
                ?? (await exchanges.FindAsync(id, cancellationToken) is null && await inbox.FindAsync(id, cancellationToken) is not null ? [] : null),
            id,
            "response",
            cancellationToken);
    }

    // A stranger's text: a download of no particular type, which no browser opens as a page.
    private async Task<IResult> AnswerAsync(
        HttpRequest request, byte[]? body, string id, string part, CancellationToken cancellationToken)
    {
        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        if (body is not null)
        {
            return TypedResults.Bytes(body, Download, $"{id}-{part}.xml");
        }

        DateTimeOffset? erasedAt = (await exchanges.FindAsync(id, cancellationToken))?.BodyErasedAt
            ?? (await inbox.FindAsync(id, cancellationToken))?.BodyErasedAt;
        return erasedAt is { } at ? ProblemFactory.Erased($"Bodies of exchange '{id}'", at) : Unknown(id);
    }

    private static IResult Unknown(string id) =>
        ProblemFactory.NotFound(new Issue(IssueCodes.ExchangeUnknown, null, id));
}
