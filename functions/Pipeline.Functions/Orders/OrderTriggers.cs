using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Records;
using Pipeline.Storage;

namespace Pipeline.Functions.Orders;

/// <summary>Wakes the life cycles of orders.</summary>
public sealed partial class OrderTriggers(OrderInstanceKeeper instances, OrderSweep sweep, ILogger<OrderTriggers> logger)
{
    /// <summary>Tells an order's life cycle that its record has changed.</summary>
    [Function("WakeOrder")]
    public async Task WakeAsync(
        [QueueTrigger(StorageNames.OrderSignalsQueue)] OrderSignal message,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        OrderWake wake = await instances.WakeAsync(client, message.OrderId, cancellationToken);
        if (wake == OrderWake.StartedAgain)
        {
            Log.StartedAgain(logger, message.OrderId);
        }
        else
        {
            Log.Woken(logger, message.OrderId, wake);
        }
    }

    /// <summary>A signal that failed too often; nothing is lost, since the sweep signals the order again.</summary>
    [Function("WakeOrderPoison")]
    public Task SetAsideAsync([QueueTrigger(StorageNames.OrderSignalsPoisonQueue)] OrderSignal message)
    {
        Log.SetAside(logger, message.OrderId);
        return Task.CompletedTask;
    }

    /// <summary>Each minute: signals orders that nobody has looked at in time, and releases messages whose order is known by now.</summary>
    [Function("SweepOrders")]
    public async Task SweepAsync([TimerTrigger("10 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        int count = await sweep.SweepAsync(cancellationToken);
        if (count > 0)
        {
            Log.TakenUp(logger, count);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Order {OrderId}: {Wake}")]
        public static partial void Woken(ILogger logger, string orderId, OrderWake wake);

        [LoggerMessage(2, LogLevel.Warning, "Order {OrderId}: its orchestration had ended although the order has not; it was started again")]
        public static partial void StartedAgain(ILogger logger, string orderId);

        [LoggerMessage(3, LogLevel.Error, "Order {OrderId}: its orchestration could not be told of a change; the sweep tries again")]
        public static partial void SetAside(ILogger logger, string orderId);

        [LoggerMessage(4, LogLevel.Warning, "{Count} orders had been left alone and are signalled again")]
        public static partial void TakenUp(ILogger logger, int count);
    }
}
