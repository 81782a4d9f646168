using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.Orders.Commands;
using Pipeline.Core.Orders.Erasure;
using Pipeline.Functions.Audit;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;
using Pipeline.Functions.Orders.Views;

namespace Pipeline.Functions.Orders;

/// <summary>Steers orders over HTTP. Each command may be repeated.</summary>
[Tags("orders")]
public sealed class OrderCommandEndpoints(OrderCommandHandler commands, PersonalDataErasure erasure)
{
    /// <summary>Cancels an order.</summary>
    [Function("CancelOrder")]
    [Audited("order.cancel", "id")]
    [EndpointSummary("Cancel an order: at once before it was sent (200), else as a person's task at the distributor (202)")]
    [Answers<OrderView>(StatusCodes.Status200OK)]
    [Answers<OrderView>(StatusCodes.Status202Accepted)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    public async Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/orders/{id}/cancel")] HttpRequest request,
        [Description("Id of the order")] string id) =>
        Answer(id, await commands.CancelAsync(id, Caller.Of(request), request.HttpContext.RequestAborted));

    /// <summary>Tries again what failed.</summary>
    [Function("RetryOrder")]
    [Audited("order.retry", "id")]
    [EndpointSummary("Try again what failed; an order of unknown fate is asked for first, never sent twice")]
    [Answers<OrderView>(StatusCodes.Status202Accepted)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    public async Task<IResult> RetryAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/orders/{id}/retry")] HttpRequest request,
        [Description("Id of the order")] string id) =>
        Answer(id, await commands.RetryAsync(id, Caller.Of(request), request.HttpContext.RequestAborted));

    /// <summary>Lets a blocked order go on.</summary>
    [Function("ReleaseOrder")]
    [Audited("order.release", "id")]
    [EndpointSummary("Let a blocked order go on as it is")]
    [Answers<OrderView>(StatusCodes.Status202Accepted)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    public async Task<IResult> ReleaseAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/orders/{id}/release")] HttpRequest request,
        [Description("Id of the order")] string id) =>
        Answer(id, await commands.ReleaseAsync(id, Caller.Of(request), request.HttpContext.RequestAborted));

    /// <summary>Removes personal data.</summary>
    [Function("RemovePersonalData")]
    [Audited("order.erase", "id")]
    [EndpointSummary("Remove the personal data of an order that has ended, wherever it is kept")]
    [EndpointDescription(
        "Address, mail, telephone and end user's reference, and the bodies of exchanges and pushed messages about the order. "
        + "Sizes, hashes and times stay. May be repeated; a call that broke off is finished by the next one.")]
    [Answers<OrderView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    public async Task<IResult> RemovePersonalDataAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "api/orders/{id}/personal-data")] HttpRequest request,
        [Description("Id of the order")] string id) =>
        Answer(id, await erasure.EraseAsync(id, Caller.Of(request), request.HttpContext.RequestAborted));

    private static IResult Answer(string id, CommandResult result) => result.Outcome switch
    {
        CommandOutcome.Unknown => OrderEndpoints.Unknown(id),
        CommandOutcome.Refused => ProblemFactory.Conflict(result.Refusal!),
        CommandOutcome.Done => Show(result, StatusCodes.Status200OK),
        CommandOutcome.Accepted => Show(result, StatusCodes.Status202Accepted),
        _ => throw new InvalidOperationException($"{result.Outcome} has no answer."),
    };

    private static JsonHttpResult<OrderView> Show(CommandResult result, int status) =>
        TypedResults.Json(OrderView.Of(result.Record!), PipelineJson.Readable.OrderView, null, status);
}
