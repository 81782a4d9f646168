using System.ComponentModel;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
using Pipeline.Core.Subscriptions;
using Pipeline.Core.Subscriptions.Deliveries;
using Pipeline.Functions.Audit;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Subscriptions;

/// <summary>Lets other systems be told of events instead of asking.</summary>
[Tags("subscriptions")]
public sealed class SubscriptionEndpoints(
    ISubscriptionStore subscriptions, SubscriptionCache cache, SubscriptionCommands commands, IEventSender sender, TimeProvider clock)
{
    private const int NameLimit = 100;
    private const int SubscriptionLimit = 50;

    /// <summary>Lists the subscriptions.</summary>
    [Function("ListSubscriptions")]
    [EndpointSummary("List who is told of which events")]
    [Answers<Page<SubscriptionView>>(StatusCodes.Status200OK)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/subscriptions")] HttpRequest request) => TypedResults.Json(
        new Page<Subscription>(await subscriptions.ListAsync(request.HttpContext.RequestAborted), null).Select(static one => SubscriptionView.Of(one)),
        PipelineJson.Readable.SubscriptionList);

    /// <summary>Shows one.</summary>
    [Function("GetSubscription")]
    [EndpointSummary("Show a subscription")]
    [Answers<SubscriptionView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/subscriptions/{id}")] HttpRequest request,
        [Description("Id of the subscription")] string id) =>
        await subscriptions.FindAsync(id, request.HttpContext.RequestAborted) is { } found
            ? TypedResults.Json(SubscriptionView.Of(found), PipelineJson.Readable.SubscriptionView)
            : Unknown(id);

    /// <summary>Makes a subscription.</summary>
    [Function("AddSubscription")]
    [Audited("subscription.add")]
    [EndpointSummary("Send events to an address, signed as Standard Webhooks say; the answer holds the secret, once")]
    [Accepts<SubscriptionBody>]
    [Answers<SubscriptionView>(StatusCodes.Status201Created)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IResult> AddAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/subscriptions")] HttpRequest request)
    {
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        SubscriptionBody body = await JsonBody.ReadAsync(request, PipelineJson.Default.SubscriptionBody);
        List<Issue> faults = Check(body, out Uri? url);
        if (faults.Count > 0)
        {
            return ProblemFactory.Unprocessable(faults[0], faults);
        }

        if (!sender.IsReady)
        {
            return ProblemFactory.Conflict(new Issue(IssueCodes.SigningKeyMissing, null, null));
        }

        if ((await subscriptions.ListAsync(cancellationToken)).Count >= SubscriptionLimit)
        {
            return ProblemFactory.Conflict(new Issue(IssueCodes.SubscriptionLimit, null, null).With("limit", SubscriptionLimit));
        }

        DateTimeOffset now = clock.GetUtcNow();
        Subscription made = new()
        {
            Id = ExecutionId.New(now), Url = url!, Kinds = [.. body.Kinds!.Distinct(StringComparer.Ordinal)], Name = body.Name, CreatedAt = now, CreatedBy = Caller.Of(request),
        };
        await subscriptions.AddAsync(made, cancellationToken);
        cache.Forget();
        CommandAudit.Tell(request, after: $"{made.Id}: {string.Join(", ", made.Kinds)} to {url!.Host}");
        request.HttpContext.Response.Headers.Location = $"/api/subscriptions/{made.Id}";
        return TypedResults.Json(SubscriptionView.Of(made, sender.SecretOf(made)), PipelineJson.Readable.SubscriptionView, null, StatusCodes.Status201Created);
    }

    /// <summary>Ends a subscription.</summary>
    [Function("RemoveSubscription")]
    [Audited("subscription.remove", "id")]
    [EndpointSummary("Send no more events to an address")]
    [Answers<SubscriptionView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public async Task<IResult> RemoveAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "api/subscriptions/{id}")] HttpRequest request,
        [Description("Id of the subscription")] string id)
    {
        if (await subscriptions.FindAsync(id, request.HttpContext.RequestAborted) is not { } found)
        {
            return Unknown(id);
        }

        await commands.RemoveAsync(id, request.HttpContext.RequestAborted);
        return TypedResults.Json(SubscriptionView.Of(found), PipelineJson.Readable.SubscriptionView);
    }

    /// <summary>Gives a new secret.</summary>
    [Function("ChangeSubscriptionSecret")]
    [Audited("subscription.changeSecret", "id")]
    [EndpointSummary("Give a subscription a new secret; for a day events are signed with the former one as well")]
    [Answers<SubscriptionView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    public async Task<IResult> ChangeSecretAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/subscriptions/{id}/secret")] HttpRequest request,
        [Description("Id of the subscription")] string id)
    {
        if (!sender.IsReady)
        {
            return ProblemFactory.Conflict(new Issue(IssueCodes.SigningKeyMissing, null, null));
        }

        DateTimeOffset now = clock.GetUtcNow();
        Subscription? changed = await subscriptions.UpdateAsync(
            id, one => one with { SecretVersion = one.SecretVersion + 1, SecretChangedAt = now }, request.HttpContext.RequestAborted);
        return changed is null
            ? Unknown(id)
            : TypedResults.Json(SubscriptionView.Of(changed, sender.SecretOf(changed)), PipelineJson.Readable.SubscriptionView);
    }

    /// <summary>Sends an event to try the address.</summary>
    [Function("TrySubscription")]
    [Audited("subscription.try", "id")]
    [EndpointSummary("Send an event of the kind subscription.test, and let an address that was gone be sent to again")]
    [Answers<EventReplayView>(StatusCodes.Status202Accepted)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    public async Task<IResult> TryAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/subscriptions/{id}/test")] HttpRequest request,
        [Description("Id of the subscription")] string id)
    {
        if (!sender.IsReady)
        {
            return ProblemFactory.Conflict(new Issue(IssueCodes.SigningKeyMissing, null, null));
        }

        return await commands.TryAsync(id, request.HttpContext.RequestAborted)
            ? TypedResults.Json(new EventReplayView(1, 0), PipelineJson.Readable.EventReplayView, null, StatusCodes.Status202Accepted)
            : Unknown(id);
    }

    private static IResult Unknown(string id) => ProblemFactory.NotFound(new Issue(IssueCodes.SubscriptionUnknown, null, id));

    private List<Issue> Check(SubscriptionBody body, out Uri? url)
    {
        List<Issue> faults = [];
        if (!Uri.TryCreate(body.Url, UriKind.Absolute, out url))
        {
            faults.Add(new Issue(IssueCodes.SubscriptionUrl, "url", body.Url).With("reason", "it is no address."));
        }
        else if (sender.Refuse(url) is { } reason)
        {
            faults.Add(new Issue(IssueCodes.SubscriptionUrl, "url", body.Url).With("reason", reason));
        }

        if (body.Kinds is not { Count: > 0 })
        {
            faults.Add(new Issue(IssueCodes.EventKindUnknown, "kinds", null).Expecting(string.Join(", ", EventKind.All)));
        }

        foreach (string unknown in (body.Kinds ?? []).Except(EventKind.All, StringComparer.Ordinal))
        {
            faults.Add(new Issue(IssueCodes.EventKindUnknown, "kinds", unknown).Expecting(string.Join(", ", EventKind.All)));
        }

        if (body.Name?.Length > NameLimit)
        {
            faults.Add(new Issue(IssueCodes.TextTooLong, "name", body.Name).With("length", body.Name.Length).With("limit", NameLimit));
        }

        return faults;
    }
}
