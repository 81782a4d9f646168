using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Life;

/// <summary>Says what comes next for an order, from its record alone. Pure.</summary>
public static class OrderDecisions
{
    /// <summary>What comes next.</summary>
    /// <param name="record">The order.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="limits">Times.</param>
    /// <remarks>
    /// What may already be at a distributor is cleared up first, also while the order waits for a person. Nothing new is begun
    /// while it is blocked or somebody has asked to cancel it.
    /// </remarks>
    public static OrderDecision Next(OrderRecord record, DateTimeOffset now, OrderLimits limits)
    {
        if (record.IsEnded)
        {
            return OrderDecision.End($"The order is {record.State}.");
        }

        if (Of(record, PurchasePhase.Sending).FirstOrDefault(order => record.Attempt(order.Number).IsReady(now)) is { } unclear)
        {
            return OrderDecision.About(NextStep.AskAbout, unclear.Number, $"Whether {unclear.Distributor} has {unclear.Number} is not known.");
        }

        return record.Order is { BlockedReason: null, IsCancelRequested: false } && Begin(record, now) is { } step
            ? step
            : OrderDecision.Wait(WaitUntil(record, now, limits), WhyWait(record));
    }

    private static OrderDecision? Begin(OrderRecord record, DateTimeOffset now)
    {
        if (record.OpenLines().Any())
        {
            return new OrderDecision(NextStep.Source, null, null, "Lines have no purchase order.");
        }

        List<PurchaseOrder> planned = [.. Of(record, PurchasePhase.Planned)];
        if (planned.Count > 0 && !record.ArePricesChecked)
        {
            return planned.TrueForAll(order => record.Attempt(order.Number).IsReady(now))
                ? new OrderDecision(NextStep.AskPrices, null, null, "Prices and stock have not been checked.")
                : null;
        }

        return planned.Find(order => record.Attempt(order.Number).IsReady(now)) is { } next
            ? OrderDecision.About(NextStep.Place, next.Number, $"{next.Number} is ready for {next.Distributor}.")
            : null;
    }

    private static DateTimeOffset WaitUntil(OrderRecord record, DateTimeOffset now, OrderLimits limits)
    {
        bool mayBegin = record.Order is { BlockedReason: null, IsCancelRequested: false };
        IEnumerable<DateTimeOffset> times = record.Order.PurchaseOrders
            .Where(order => order.Phase == PurchasePhase.Sending || (mayBegin && order.Phase == PurchasePhase.Planned))
            .Select(order => record.Attempt(order.Number).NotBefore)
            .Append(OrderAlarms.NextDue(record, now, limits))
            .OfType<DateTimeOffset>()
            .Where(time => time > now);
        return times.Append(now + limits.LongestWait).Min();
    }

    private static string WhyWait(OrderRecord record) => record.Order switch
    {
        { BlockedReason: not null } => "Waits for a person.",
        { IsCancelRequested: true } => "A person cancels it at the distributor.",
        _ when Of(record, PurchasePhase.Sending).Any() => "Whether the distributor has it is not known; it is asked again.",
        _ when Of(record, PurchasePhase.Planned).Any() => "The distributor's service is not available; it is tried again.",
        { HasChannel: true } when record.State == OrderState.Invoiced => "The channel has to be told.",
        _ => "Waits for the distributor's messages.",
    };

    private static IEnumerable<PurchaseOrder> Of(OrderRecord record, PurchasePhase phase) =>
        record.Order.PurchaseOrders.Where(order => order.Phase == phase);
}
