using System.ComponentModel;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Intake;
using Pipeline.Core.Orders.Records;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;
using Pipeline.Functions.Orders.Requests;
using Pipeline.Functions.Orders.Views;

namespace Pipeline.Functions.Orders;

/// <summary>Places and shows orders over HTTP.</summary>
[Tags("orders")]
public sealed class OrderEndpoints(IOrderStore orders, OrderBodyReader reader, OrderIntake intake)
{
    private const string KeyHeader = "Idempotency-Key";
    private const int BodyLimitBytes = 1024 * 1024;

    /// <summary>Places an order, or takes one over that was placed elsewhere.</summary>
    [Function("PlaceOrder")]
    [EndpointSummary("Place an order, or take over one that was placed elsewhere")]
    [EndpointDescription(
        "The header Idempotency-Key makes repeating safe: the same key and body is the same order again (200), the same key "
        + "with another body is refused (409). All faults of a body are named in one answer.")]
    [Accepts<OrderBody>]
    [AcceptsHeader(KeyHeader, "The caller's own text for this order, 1 to 255 characters")]
    [RequestBodyLimit(BodyLimitBytes)]
    [Answers<OrderView>(StatusCodes.Status201Created)]
    [Answers<OrderView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status400BadRequest)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IResult> PlaceAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/orders")] HttpRequest request)
    {
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        string? idempotencyKey = request.Headers[KeyHeader];
        if (OrderBodyReader.RefuseKey(idempotencyKey) is { } wrongKey)
        {
            return wrongKey;
        }

        (OrderRequest? order, IResult? refusal) = await reader.ReadAsync(request, cancellationToken);
        return refusal is not null && (order is null || !await intake.IsKnownAsync(order, idempotencyKey!, cancellationToken))
            ? refusal
            : Answer(request, await intake.PlaceAsync(order!, idempotencyKey!, cancellationToken));
    }

    /// <summary>Lists orders.</summary>
    [Function("ListOrders")]
    [EndpointSummary("List orders, latest first")]
    [Answers<Page<OrderSummary>>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/orders")] HttpRequest request,
        [Description("Only in this state, for example blocked")] OrderState? state = null,
        [Description("Only from this channel")] string? channel = null,
        [Description("Only with (true) or without (false) a standing alarm")] bool? hasAlarm = null,
        [Description("Only received at or after this time")] DateTimeOffset? receivedSince = null,
        [Description("At most so many, 1 to 500")] int limit = Paging.DefaultLimit,
        [Description("From the page before")] string? cursor = null)
    {
        OrderFilter filter = new(state, channel, hasAlarm, receivedSince);
        return Paging.AnswerAsync(
            limit,
            cursor,
            () => orders.ListAsync(filter, limit, cursor, request.HttpContext.RequestAborted),
            PipelineJson.Readable.OrderList);
    }

    /// <summary>Shows one order.</summary>
    [Function("GetOrder")]
    [EndpointSummary("Show an order with its lines, purchase orders, deliveries and invoices")]
    [Answers<OrderView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/orders/{id}")] HttpRequest request,
        [Description("Id of the order")] string id) =>
        await orders.FindAsync(id, request.HttpContext.RequestAborted) is { } found
            ? TypedResults.Json(OrderView.Of(found.Record), PipelineJson.Readable.OrderView)
            : Unknown(id);

    /// <summary>Shows what happened to an order.</summary>
    [Function("GetOrderTimeline")]
    [EndpointSummary("Show what happened to an order, oldest first")]
    [Answers<Page<OrderEvent>>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public Task<IResult> TimelineAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/orders/{id}/timeline")] HttpRequest request,
        [Description("Id of the order")] string id,
        [Description("At most so many, 1 to 500")] int limit = Paging.DefaultLimit,
        [Description("From the page before")] string? cursor = null)
    {
        return Paging.AnswerAsync(limit, cursor, async () =>
        {
            Page<OrderEvent> page = await orders.ListEventsAsync(id, limit, cursor, request.HttpContext.RequestAborted);
            return page.Items.Count == 0 && cursor is null
                ? Unknown(id)
                : TypedResults.Json(page, PipelineJson.Readable.TimelineView);
        });
    }

    internal static IResult Unknown(string id) => ProblemFactory.NotFound(new Issue(IssueCodes.OrderUnknown, null, id));

    private static IResult Answer(HttpRequest request, IntakeResult result)
    {
        string path = $"/api/orders/{result.OrderId}";
        switch (result.Outcome)
        {
            case IntakeOutcome.Created or IntakeOutcome.Repeated:
                request.HttpContext.Response.Headers.Location = path;
                return TypedResults.Json(
                    OrderView.Of(result.Record!), PipelineJson.Readable.OrderView, null,
                    result.Outcome == IntakeOutcome.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
            case IntakeOutcome.KeyReused:
                return ProblemFactory.Conflict(new Issue(IssueCodes.IdempotencyKeyReused, null, null), path);
            case IntakeOutcome.NumberTaken:
                return ProblemFactory.Conflict(new Issue(IssueCodes.NumberTaken, null, result.Number).With("order", result.OrderId), path);
            default:
                throw new InvalidOperationException($"{result.Outcome} has no answer.");
        }
    }
}
