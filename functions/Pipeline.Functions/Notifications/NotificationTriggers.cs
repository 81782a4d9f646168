using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Orders.Erasure;
using Pipeline.Core.Tracing;
using Pipeline.Functions.Monitoring;
using Pipeline.Storage;

namespace Pipeline.Functions.Notifications;

/// <summary>Handles stored messages off the queue, and takes up those that were lost on the way there.</summary>
public sealed partial class NotificationTriggers(
    MessageProcessor processor, LateErasure erasure, MessageSweep sweep, PipelineMetrics metrics, ILogger<NotificationTriggers> logger)
{
    /// <summary>Messages of one request that are handled at a time.</summary>
    private const int AtOnce = 2;

    /// <summary>Handles the messages of one request; those that fail make the host deliver it again.</summary>
    [Function("HandleNotification")]
    public async Task HandleAsync(
        [QueueTrigger(StorageNames.NotificationsQueue)] MessageRequest message, CancellationToken cancellationToken)
    {
        List<Exception> failures = [];
        foreach ((int Place, string Id)[] some in message.Ids.Index().Select(static item => (item.Index, item.Item)).Chunk(AtOnce))
        {
            Exception?[] outcomes = await Task.WhenAll(some.Select(one => TryHandleAsync(one.Id, message.TraceAt(one.Place), message.Again, cancellationToken)));
            failures.AddRange(outcomes.OfType<Exception>());
        }

        if (failures.Count > 0)
        {
            throw new AggregateException(failures);
        }
    }

    /// <summary>Parks messages whose handling failed too often.</summary>
    [Function("HandleNotificationPoison")]
    public async Task SetAsideAsync(
        [QueueTrigger(StorageNames.NotificationsPoisonQueue)] MessageRequest message, CancellationToken cancellationToken)
    {
        foreach (string id in message.Ids)
        {
            Show(id, await processor.SetAsideAsync(id, message.Again, cancellationToken));
        }
    }

    /// <summary>Each minute: announces messages again that are stored and were never handled.</summary>
    [Function("SweepNotifications")]
    public async Task SweepAsync([TimerTrigger("40 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        int count = await sweep.SweepAsync(cancellationToken);
        if (count > 0)
        {
            Log.TakenUp(logger, count);
        }
    }

    /// <summary>Handles one message.</summary>
    /// <returns>Why it failed, or null: the others of the request need not suffer from it.</returns>
    private async Task<Exception?> TryHandleAsync(string id, string? cause, bool again, CancellationToken cancellationToken)
    {
        using Activity? span = PipelineTrace.Start("message.handle", cause);
        _ = span?.SetTag("message.id", id);
        try
        {
            PushedMessage? handled = await processor.ProcessAsync(id, again, cancellationToken);
            Show(id, handled);
            metrics.Handled(handled);
            if (handled is not null && await erasure.FollowAsync(handled, cancellationToken))
            {
                Log.Erased(logger, handled.Distributor, id);
            }

            return null;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            _ = span?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
            Log.Failed(logger, id, failure);
            return failure;
        }
    }

    private void Show(string id, PushedMessage? handled)
    {
        if (handled is null)
        {
            Log.Unknown(logger, id);
        }
        else if (handled.State is MessageState.Parked or MessageState.Quarantined || handled.CorrectionOf is not null)
        {
            Log.Noticed(logger, handled.Distributor, id, handled.Root, handled.State, handled.ReasonCode, handled.CorrectionOf);
        }
        else
        {
            Log.Handled(logger, handled.Distributor, id, handled.Root, handled.State);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Distributor}: message {NotificationId} ({Root}) {State}")]
        public static partial void Handled(
            ILogger logger, string distributor, string notificationId, string? root, MessageState state);

        [LoggerMessage(2, LogLevel.Warning,
            "{Distributor}: message {NotificationId} ({Root}) {State}, reason {ErrorCode}, correction of {CorrectionOf}")]
        public static partial void Noticed(
            ILogger logger, string distributor, string notificationId, string? root, MessageState state, string? errorCode, string? correctionOf);

        [LoggerMessage(3, LogLevel.Warning, "A request names message {NotificationId}, which does not exist")]
        public static partial void Unknown(ILogger logger, string notificationId);

        [LoggerMessage(4, LogLevel.Error, "Message {NotificationId} could not be handled; it will be tried again")]
        public static partial void Failed(ILogger logger, string notificationId, Exception exception);

        [LoggerMessage(5, LogLevel.Warning, "{Count} stored messages had not been handled and are announced again")]
        public static partial void TakenUp(ILogger logger, int count);

        [LoggerMessage(6, LogLevel.Information, "{Distributor}: message {NotificationId} has no body: the personal data of its order is erased")]
        public static partial void Erased(ILogger logger, string distributor, string notificationId);
    }
}
