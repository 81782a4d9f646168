using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Commands;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Selling;
using Pipeline.Functions.Audit;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;
using Pipeline.Functions.Orders.Requests;
using Pipeline.Functions.Orders.Views;

namespace Pipeline.Functions.Orders.Selling;

/// <summary>Has channels told about their orders over HTTP. Each command may be repeated under its key.</summary>
[Tags("orders")]
public sealed class ChannelOrderEndpoints(IOrderStore orders, ChannelCommandHandler commands)
{
    private const string KeyHeader = "Idempotency-Key";
    private const string KeyText = "The caller's own text for this command, 1 to 255 characters";

    /// <summary>Accepts and refuses lines.</summary>
    [Function("DecideOrder")]
    [Audited("order.decide", "id")]
    [EndpointSummary("Accept or refuse the lines of a channel's order")]
    [EndpointDescription("Every line is named. A second decision that says the same is the first (202), another one is refused (409).")]
    [Accepts<DecisionBody>]
    [AcceptsHeader(KeyHeader, KeyText)]
    [Answers<OrderView>(StatusCodes.Status202Accepted)]
    [Answers<Problem>(StatusCodes.Status400BadRequest)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IResult> DecideAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/orders/{id}/decision")] HttpRequest request,
        [Description("Id of the order")] string id)
    {
        if (OrderBodyReader.RefuseKey(request.Headers[KeyHeader]) is { } wrongKey)
        {
            return wrongKey;
        }

        DecisionBody body = await JsonBody.ReadAsync(request, PipelineJson.Default.DecisionBody);
        DecisionLineBody[] lines = [.. body.Lines ?? []];
        if (lines.Length == 0 || Array.Find(lines, line => !IsLine(line.LineNumber) || lines.Count(other => other.LineNumber == line.LineNumber) > 1) is { } wrong)
        {
            return LineWrong(lines.Length == 0 ? null : Array.Find(lines, line => !IsLine(line.LineNumber))?.LineNumber ?? lines[0].LineNumber);
        }

        return Answer(id, await commands.DecideAsync(
            id, lines.ToDictionary(static line => new LineNumber(line.LineNumber), static line => line.Accepted), Caller.Of(request),
            request.HttpContext.RequestAborted));
    }

    /// <summary>Cancels at the channel.</summary>
    [Function("CancelOrderAtChannel")]
    [Audited("order.channelCancel", "id")]
    [EndpointSummary("Cancel an order, or lines of it, at its channel")]
    [EndpointDescription("Nothing more is bought for it until the channel has answered; what is ordered already is cancelled at the distributor as by cancel.")]
    [Accepts<ChannelCommandBody>]
    [AcceptsHeader(KeyHeader, KeyText)]
    [Answers<OrderView>(StatusCodes.Status202Accepted)]
    [Answers<Problem>(StatusCodes.Status400BadRequest)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/orders/{id}/channel-cancel")] HttpRequest request,
        [Description("Id of the order")] string id) =>
        RunAsync(request, id, false, (key, lines, reason) => commands.CancelAsync(id, key, lines, reason, Caller.Of(request), request.HttpContext.RequestAborted));

    /// <summary>Pays back.</summary>
    [Function("RefundOrder")]
    [Audited("order.refund", "id")]
    [EndpointSummary("Pay back amounts of lines at an order's channel")]
    [Accepts<ChannelCommandBody>]
    [AcceptsHeader(KeyHeader, KeyText)]
    [Answers<OrderView>(StatusCodes.Status202Accepted)]
    [Answers<Problem>(StatusCodes.Status400BadRequest)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public Task<IResult> RefundAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/orders/{id}/refunds")] HttpRequest request,
        [Description("Id of the order")] string id) =>
        RunAsync(request, id, true, (key, lines, reason) => commands.RefundAsync(id, key, lines, reason, Caller.Of(request), request.HttpContext.RequestAborted));

    /// <summary>Lists what the channel has to be told.</summary>
    [Function("ListOrderReports")]
    [EndpointSummary("List what an order's channel has to be told, and has been")]
    [Answers<ReportList>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public async Task<IResult> ReportsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/orders/{id}/reports")] HttpRequest request,
        [Description("Id of the order")] string id) =>
        await orders.FindAsync(id, request.HttpContext.RequestAborted) is { } found
            ? TypedResults.Json(new ReportList([.. found.Record.Reports.Select(ReportView.Of)]), PipelineJson.Readable.ReportList)
            : OrderEndpoints.Unknown(id);

    internal static IResult Answer(string id, CommandResult result) => result.Outcome switch
    {
        CommandOutcome.Unknown => OrderEndpoints.Unknown(id),
        CommandOutcome.Refused when result.Refusal!.Code == IssueCodes.ChannelLineUnknown => ProblemFactory.Unprocessable(result.Refusal),
        CommandOutcome.Refused => ProblemFactory.Conflict(result.Refusal!),
        CommandOutcome.Done => Show(result, StatusCodes.Status200OK),
        CommandOutcome.Accepted => Show(result, StatusCodes.Status202Accepted),
        _ => throw new InvalidOperationException($"{result.Outcome} has no answer."),
    };

    private static JsonHttpResult<OrderView> Show(CommandResult result, int status) =>
        TypedResults.Json(OrderView.Of(result.Record!), PipelineJson.Readable.OrderView, null, status);

    private static bool IsLine(int number) => number is >= 1 and <= LineNumber.MaxValue;

    private static IResult LineWrong(int? number) => ProblemFactory.Unprocessable(new Issue(IssueCodes.ChannelLineUnknown, null, $"{number}"));

    private static async Task<IResult> RunAsync(
        HttpRequest request, string id, bool isRefund, Func<string, IReadOnlyList<ChannelCommandLine>, string?, Task<CommandResult>> run)
    {
        string? key = request.Headers[KeyHeader];
        if (OrderBodyReader.RefuseKey(key) is { } wrongKey)
        {
            return wrongKey;
        }

        ChannelCommandBody body = await JsonBody.ReadAsync(request, PipelineJson.Default.ChannelCommandBody);
        ChannelCommandLineBody[] lines = [.. body.Lines ?? []];
        ChannelCommandLineBody? wrong = Array.Find(lines, line => !IsLine(line.LineNumber) || line.Quantity < 1 || line.Shipping < 0
            || (isRefund ? !(line.Amount >= 0) : line.Amount is not null) || lines.Count(other => other.LineNumber == line.LineNumber) > 1);
        return wrong is not null || (isRefund && lines.Length == 0)
            ? LineWrong(wrong?.LineNumber)
            : Answer(id, await run(
                key!, [.. lines.Select(static line => new ChannelCommandLine(new LineNumber(line.LineNumber), line.Quantity, line.Amount, line.Shipping))], body.Reason));
    }
}
