using System.ComponentModel;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core;
using Pipeline.Core.Issues;
using Pipeline.Core.Subscriptions;
using Pipeline.Core.Subscriptions.Deliveries;
using Pipeline.Functions.Audit;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Subscriptions;

/// <summary>Shows what subscribers were told, and tells them again.</summary>
[Tags("subscriptions")]
public sealed class DeliveryEndpoints(ISubscriptionStore subscriptions, IDeliveryStore deliveries, SubscriptionCommands commands)
{
    /// <summary>Lists deliveries.</summary>
    [Function("ListDeliveries")]
    [EndpointSummary("List the events of a subscription with their tries and answers, latest first")]
    [Answers<Page<EventDeliveryView>>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/subscriptions/{id}/deliveries")] HttpRequest request,
        [Description("Id of the subscription")] string id,
        [Description("Only in this state")] DeliveryState? state = null,
        [Description("Only of events from this instant on")] DateTimeOffset? from = null,
        [Description("Only of events before this instant")] DateTimeOffset? to = null,
        [Description("At most so many, 1 to 500")] int limit = Paging.DefaultLimit,
        [Description("From the page before")] string? cursor = null)
    {
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        return Paging.AnswerAsync(limit, cursor, async () => await subscriptions.FindAsync(id, cancellationToken) is null
            ? Unknown(id)
            : TypedResults.Json(
                (await deliveries.ListAsync(id, new DeliveryFilter(state, from, to), limit, cursor, cancellationToken)).Select(EventDeliveryView.Of),
                PipelineJson.Readable.EventDeliveryList));
    }

    /// <summary>Sends events again.</summary>
    [Function("ReplayDeliveries")]
    [Audited("subscription.replay", "id")]
    [EndpointSummary("Send one event, or those of a span of time, again; a subscriber knows them by their ids")]
    [EndpointDescription("At most 1,000 at a time, latest first; events that are on their way are left as they are.")]
    [Accepts<ReplayBody>]
    [Answers<EventReplayView>(StatusCodes.Status202Accepted)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IResult> ReplayAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/subscriptions/{id}/replay")] HttpRequest request,
        [Description("Id of the subscription")] string id)
    {
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        ReplayBody body = await JsonBody.ReadAsync(request, PipelineJson.Default.ReplayBody);
        if (await subscriptions.FindAsync(id, cancellationToken) is null)
        {
            return Unknown(id);
        }

        if (body is { Event: null, From: null })
        {
            return ProblemFactory.Unprocessable(new Issue(IssueCodes.ReplayUnbounded, "from", null));
        }

        ReplayCount count = body.Event is { } one
            ? await commands.ReplayAsync(id, one, cancellationToken)
            : await commands.ReplayAsync(id, body.From, body.To, body.SetAsideOnly, cancellationToken);
        return TypedResults.Json(new EventReplayView(count.Events, count.Skipped), PipelineJson.Readable.EventReplayView, null, StatusCodes.Status202Accepted);
    }

    private static IResult Unknown(string id) => ProblemFactory.NotFound(new Issue(IssueCodes.SubscriptionUnknown, null, id));
}
