using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.Audit;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Functions.Settings;

namespace Pipeline.Functions.Orders;

/// <summary>Looks after what orders leave behind: exchanges with partners and pushed messages.</summary>
public sealed partial class RecordUpkeep(
    IExchangeStore exchanges,
    IMessageRetention notifications,
    IMessageInbox inbox,
    IAuditLog audit,
    PipelineSettings settings,
    TimeProvider clock,
    ILogger<RecordUpkeep> logger)
{
    private static readonly TimeSpan AuditRetention = TimeSpan.FromDays(400);

    /// <summary>Each night: deletes exchanges, pushed messages and commands of the audit log that are past their time.</summary>
    [Function("ExpireRecords")]
    public async Task ExpireAsync([TimerTrigger("0 50 3 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        int removedExchanges = await exchanges.RemoveAsync(
            now - settings.Exchanges.Retention, now - settings.Exchanges.FailedRetention, cancellationToken);
        int removedMessages = await notifications.RemoveAsync(now - settings.Notifications.Retention, cancellationToken);
        int removedCommands = await audit.RemoveAsync(now - AuditRetention, cancellationToken);
        Log.Expired(logger, removedExchanges, removedMessages, removedCommands);
    }

    /// <summary>Each hour: warns of messages that have waited too long for their order.</summary>
    [Function("WatchParkedMessages")]
    public async Task WatchAsync([TimerTrigger("0 30 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        DateTimeOffset limit = clock.GetUtcNow() - settings.Notifications.UnknownOrderAlarm;
        ParkedMessage[] late = [.. (await inbox.ListParkedAsync(cancellationToken)).Where(parked => parked.ReceivedAt <= limit)];
        if (late.Length > 0)
        {
            Log.Waiting(logger, late.Length, late[0].Distributor, late[0].Id, string.Join(", ", late[0].Numbers));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{ExchangeCount} exchanges, {MessageCount} pushed messages and {CommandCount} commands of the audit log were past their time and are deleted")]
        public static partial void Expired(ILogger logger, int exchangeCount, int messageCount, int commandCount);

        [LoggerMessage(2, LogLevel.Warning,
            "{Count} pushed messages wait too long for their order; the first is {NotificationId} of {Distributor} about {Numbers}")]
        public static partial void Waiting(ILogger logger, int count, string distributor, string notificationId, string numbers);
    }
}
