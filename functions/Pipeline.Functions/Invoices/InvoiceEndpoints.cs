using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core;
using Pipeline.Core.Distributors;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Matching;
using Pipeline.Core.Orders.Records;
using Pipeline.Functions.Audit;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Invoices;

/// <summary>Gives invoices to an ERP or accounting.</summary>
[Tags("invoices")]
public sealed class InvoiceEndpoints(IInvoiceStore invoices, InvoiceAcceptance acceptance, DistributorCatalog distributors)
{
    private const int ReportPage = 200;

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

    /// <summary>Reports a month of one distributor.</summary>
    [Function("ReportInvoices")]
    [EndpointSummary("Report the invoices and credit notes of a distributor and month as CSV, latest first")]
    [EndpointDescription("The month is that of the invoice date. The amounts of credit notes are negative; what is not known is empty.")]
    [Answers<string>(StatusCodes.Status200OK, "text/csv")]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public IResult Report(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/invoices.csv")] HttpRequest request,
        [Description("The distributor")] string distributor,
        [Description("The month, for example 2026-03")] string month)
    {
        string[] codes = [.. distributors.All.Select(static known => known.Code)];
        if (!codes.Contains(distributor, StringComparer.Ordinal))
        {
            return ProblemFactory.Unprocessable(
                new Issue(IssueCodes.DistributorUnknown, nameof(distributor), distributor).Expecting(string.Join(", ", codes)));
        }

        if (!DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly first))
        {
            return ProblemFactory.Unprocessable(new Issue(IssueCodes.MonthInvalid, nameof(month), month));
        }

        InvoiceFilter filter = new(distributor, first, first.AddMonths(1).AddDays(-1));
        return TypedResults.Stream(
            stream => InvoiceCsv.WriteAsync(ReadAllAsync(filter, request.HttpContext.RequestAborted), stream),
            "text/csv; charset=utf-8",
            $"invoices-{distributor}-{month}.csv");
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

    /// <summary>Decides about the differences of an invoice.</summary>
    [Function("DecideInvoice")]
    [Audited("invoice.decide", "id")]
    [EndpointSummary("Accept what an invoice differs in, or withdraw that; a new version of the invoice is judged anew")]
    [Accepts<InvoiceDecisionBody>]
    [Answers<InvoiceView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status400BadRequest)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IResult> DecideAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/invoices/{id}/decision")] HttpRequest request,
        [Description("Our id of the invoice")] string id)
    {
        InvoiceDecisionBody body = await JsonBody.ReadAsync(request, PipelineJson.Default.InvoiceDecisionBody);
        if (body.Reason?.Trim() is not { Length: > 0 and <= InvoiceDecisionBody.ReasonLimit } reason)
        {
            return ProblemFactory.Unprocessable(new Issue(IssueCodes.InvoiceReasonMissing, "reason", null));
        }

        bool isAccepted = body.Accepted ?? true;
        InvoiceAcceptanceResult result = await acceptance.DecideAsync(id, isAccepted, Caller.Of(request), reason, request.HttpContext.RequestAborted);
        CommandAudit.Tell(request, reason, null, isAccepted ? "accepted" : "withdrawn");
        return result switch
        {
            { Record: null, Refusal: { } unknown } => ProblemFactory.NotFound(unknown),
            { Refusal: { } refused } => ProblemFactory.Conflict(refused),
            _ => TypedResults.Json(InvoiceView.Of(result.Record!), PipelineJson.Readable.InvoiceView),
        };
    }

    // A page at a time: neither the store nor this holds a month at once.
    private async IAsyncEnumerable<InvoiceRecord> ReadAllAsync(InvoiceFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            Page<InvoiceRecord> page = await invoices.ListAsync(filter, ReportPage, next, cancellationToken);
            foreach (InvoiceRecord invoice in page.Items)
            {
                yield return invoice;
            }

            next = page.Cursor;
        }
        while (next is not null);
    }
}
