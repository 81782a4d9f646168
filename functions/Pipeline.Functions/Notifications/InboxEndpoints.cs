using System.ComponentModel;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core;
using Pipeline.Core.Distributors;
using Pipeline.Core.Issues;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Functions.Audit;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Notifications;

/// <summary>Shows pushed messages and handles them again.</summary>
[Tags("notifications")]
public sealed class InboxEndpoints(IMessageInbox inbox, IMessageQueue queue, MessageReplay replay, DistributorCatalog distributors)
{
    /// <summary>Lists messages.</summary>
    [Function("ListNotifications")]
    [EndpointSummary("List pushed messages, latest first")]
    [Answers<Page<MessageView>>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/notifications")] HttpRequest request,
        [Description("Only in this state: accepted, duplicate, parked, quarantined")] MessageState? state = null,
        [Description("Only pushed by this distributor")] string? distributor = null,
        [Description("At most so many, 1 to 500")] int limit = Paging.DefaultLimit,
        [Description("From the page before")] string? cursor = null)
    {
        MessageFilter filter = new(state, distributor);
        return Paging.AnswerAsync(
            limit,
            cursor,
            async () => (await inbox.ListAsync(filter, limit, cursor, request.HttpContext.RequestAborted)).Select(MessageView.Of),
            PipelineJson.Readable.NotificationList);
    }

    /// <summary>Shows one message.</summary>
    [Function("GetNotification")]
    [EndpointSummary("Show a pushed message")]
    [Answers<MessageView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/notifications/{name}")] HttpRequest request,
        [Description("Id of the message")] string name) =>
        await inbox.FindAsync(name, request.HttpContext.RequestAborted) is { } found
            ? TypedResults.Json(MessageView.Of(found), PipelineJson.Readable.MessageView)
            : distributors.Find(name) is null ? Unknown(name) : PushReceiver.OnlyPost(request);

    /// <summary>Downloads a body.</summary>
    /// <remarks>As a download of no particular type: it is a stranger's text, and no browser should open it as a page.</remarks>
    [Function("DownloadNotification")]
    [EndpointSummary("Download the body of a pushed message, byte by byte as it was received")]
    [Answers<string>(StatusCodes.Status200OK, "application/octet-stream")]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status410Gone)]
    public async Task<IResult> DownloadAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/notifications/{id}/body")] HttpRequest request,
        [Description("Id of the message")] string id)
    {
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        return await inbox.ReadBodyAsync(id, cancellationToken) is { } body
            ? TypedResults.Bytes(body, "application/octet-stream", $"{id}.xml")
            : await inbox.FindAsync(id, cancellationToken) is { BodyErasedAt: { } at } ? Erased(id, at) : Unknown(id);
    }

    /// <summary>Handles a message again.</summary>
    /// <remarks>Its name comes before that of ReceiveNotificationWithKey, whose route fits this path too: the host asks in that order.</remarks>
    [Function("HandleNotificationAgain")]
    [Audited("message.replay", "id")]
    [EndpointSummary("Handle a pushed message again; what was merged already stays as it is")]
    [Answers<MessageView>(StatusCodes.Status202Accepted)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status410Gone)]
    public async Task<IResult> ReplayAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/notifications/{id}/replay")] HttpRequest request,
        [Description("Id of the message")] string id)
    {
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        if (await inbox.FindAsync(id, cancellationToken) is not { } found)
        {
            return Unknown(id);
        }

        if (found.BodyErasedAt is { } at)
        {
            return Erased(id, at);
        }

        await queue.SendAsync(new MessageRequest([found.Id], Again: true), cancellationToken);
        request.HttpContext.Response.Headers.Location = $"/api/notifications/{found.Id}";
        return TypedResults.Json(
            MessageView.Of(found), PipelineJson.Readable.MessageView, null, StatusCodes.Status202Accepted);
    }

    /// <summary>Handles the messages of a period again.</summary>
    [Function("HandleNotificationsAgain")]
    [Audited("message.replay")]
    [EndpointSummary("Handle all messages of a period again; what was merged already stays as it is")]
    [Answers<ReplayAnswer>(StatusCodes.Status202Accepted)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IResult> ReplayPeriodAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/notification-replays")] HttpRequest request,
        [Description("Received at or after it, ISO 8601 UTC")] DateTimeOffset from,
        [Description("Received before it, ISO 8601 UTC; at most 31 days after the first")] DateTimeOffset to,
        [Description("Only pushed by this distributor")] string? distributor = null)
    {
        if (from >= to || to - from > TimeSpan.FromDays(31))
        {
            return ProblemFactory.Unprocessable(
                new Issue(IssueCodes.PeriodOutOfRange, "to", null).With("from", $"{from:O}").With("to", $"{to:O}"));
        }

        MessageReplayCount count = await replay.ReplayAsync(from, to, distributor, request.HttpContext.RequestAborted);
        return TypedResults.Json(new ReplayAnswer(count.Requested, count.Erased), PipelineJson.Readable.ReplayAnswer, null, StatusCodes.Status202Accepted);
    }

    private static IResult Erased(string id, DateTimeOffset at) => ProblemFactory.Erased($"Body of message '{id}'", at);

    private static IResult Unknown(string id) =>
        ProblemFactory.NotFound(new Issue(IssueCodes.NotificationUnknown, null, id));
}

/// <summary>What a replay has begun.</summary>
/// <param name="Count">Messages that are handled again.</param>
/// <param name="Erased">Messages of the period that are not: their bodies were erased because they held personal data.</param>
public sealed record ReplayAnswer(int Count, int Erased);
