using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.Subscriptions;
using Pipeline.Core.Subscriptions.Deliveries;
using Pipeline.Storage;

namespace Pipeline.Functions.Subscriptions;

/// <summary>Tells other systems of events.</summary>
public sealed partial class SubscriptionTriggers(
    OrderEvents orders, ExecutionEvents executions, DeliveryRun deliveries, DeliverySweep sweep, IEventQueue queue, ILogger<SubscriptionTriggers> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>Tells what was written into the timeline of an order.</summary>
    [Function("TellOrderEvents")]
    public Task TellOrderAsync([QueueTrigger(StorageNames.OrderEventsQueue)] OrderEventsNotice message, CancellationToken cancellationToken) =>
        orders.TellAsync(message, cancellationToken);

    /// <summary>A notice that failed too often is looked at again later: nothing else would remember those events.</summary>
    [Function("TellOrderEventsPoison")]
    public Task TellOrderLaterAsync([QueueTrigger(StorageNames.OrderEventsPoisonQueue)] OrderEventsNotice message, CancellationToken cancellationToken)
    {
        Log.SetAside(logger, message.OrderId);
        return queue.SendAsync(message, Pause, cancellationToken);
    }

    /// <summary>Sends the events of a subject that are due.</summary>
    [Function("DeliverEvents")]
    public Task DeliverAsync([QueueTrigger(StorageNames.DeliveriesQueue)] DeliveryNotice message, CancellationToken cancellationToken) =>
        deliveries.RunAsync(message, cancellationToken);

    /// <summary>Each minute: tells of executions that failed, and wakes deliveries whose notice was lost.</summary>
    [Function("SweepDeliveries")]
    public async Task SweepAsync([TimerTrigger("40 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await executions.TellAsync(cancellationToken);
        int woken = await sweep.WakeAsync(cancellationToken);
        if (woken > 0)
        {
            Log.Woken(logger, woken);
        }
    }

    /// <summary>Each night: deletes deliveries that are past their time.</summary>
    [Function("ExpireDeliveries")]
    public Task ExpireAsync([TimerTrigger("0 55 3 * * *")] TimerInfo timer, CancellationToken cancellationToken) => sweep.ExpireAsync(cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Order {OrderId}: its events could not be told; they are looked at again in ten minutes")]
        public static partial void SetAside(ILogger logger, string orderId);

        [LoggerMessage(2, LogLevel.Warning, "{Count} subjects had deliveries that nobody was sending; they are sent now")]
        public static partial void Woken(ILogger logger, int count);
    }
}
