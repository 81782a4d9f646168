using Pipeline.Core.Orders.Matching;
using Pipeline.Core.Orders.Merging;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Life;

/// <summary>Looks at an order: draws the conclusions of what is stored, and says what comes next.</summary>
public sealed class OrderReview(
    OrderUpdater updates, OrderNumbering join, InvoiceHandover invoices, OrderLimits limits, TimeProvider clock)
{
    /// <summary>So long after a change a look belongs to the change's trace; a later one was caused by the clock.</summary>
    private static readonly TimeSpan TraceLasts = TimeSpan.FromMinutes(15);

    /// <summary>Trace context of the change that a look at the order belongs to, or null.</summary>
    internal Task<string?> CauseOfAsync(string orderId, CancellationToken cancellationToken) => updates.CauseOfAsync(orderId, TraceLasts, cancellationToken);

    /// <summary>Reviews an order. May be repeated and cut at any point.</summary>
    /// <returns>What comes next; the end when there is no such order.</returns>
    public async Task<OrderDecision> ReviewAsync(string orderId, CancellationToken cancellationToken) =>
        (await LookAsync(orderId, null, cancellationToken)).Decision;

    /// <summary>Reviews an order, as it was read a moment ago or as it is now.</summary>
    internal async Task<OrderLook> LookAsync(string orderId, StoredOrder? known, CancellationToken cancellationToken)
    {
        OrderDecision decision = OrderDecision.End("There is no such order.");
        StoredOrder? stored = known is null
            ? await updates.UpdateAsync(orderId, change => decision = Decide(change), cancellationToken)
            : await updates.UpdateAsync(known, change => decision = Decide(change), cancellationToken);
        if (stored is not null)
        {
            await join.JoinAsync(stored.Record, cancellationToken);
            await invoices.StoreAsync(stored.Record, null, cancellationToken);
        }

        return new OrderLook(decision, stored);
    }

    private OrderDecision Decide(OrderChange change)
    {
        DateTimeOffset now = clock.GetUtcNow();
        OrderMerging.Settle(change, now, limits);
        OrderDecision decision = OrderDecisions.Next(change.Record, now, limits);
        Promise(change, decision, now, limits);
        return decision;
    }

    /// <summary>Stores by when somebody will look again; a time that is still good is kept, so that looking does not rewrite the order.</summary>
    internal static void Promise(OrderChange change, OrderDecision decision, DateTimeOffset now, OrderLimits limits)
    {
        DateTimeOffset from = decision.Until ?? now;
        DateTimeOffset to = from + limits.ReviewMargin;
        bool isGood = change.Record.ReviewDueAt is { } due && due >= from + (limits.ReviewMargin / 2) && due <= to;
        if (decision.Step != NextStep.End && !isGood)
        {
            change.Record = change.Record with { ReviewDueAt = to };
        }
    }
}

/// <summary>A look at an order.</summary>
/// <param name="Decision">What comes next.</param>
/// <param name="Order">The order as it is now; null when there is none.</param>
internal sealed record OrderLook(OrderDecision Decision, StoredOrder? Order);
