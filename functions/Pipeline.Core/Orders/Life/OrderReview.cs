using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Life;

/// <summary>Looks at an order: draws the conclusions of what is stored, and says what comes next.</summary>
public sealed class OrderReview(
    OrderUpdates updates, OrderJoin join, OrderInvoices invoices, OrderLimits limits, TimeProvider clock)
{
    /// <summary>Reviews an order. May be repeated and cut at any point.</summary>
    /// <returns>What comes next; the end when there is no such order.</returns>
    public async Task<OrderDecision> ReviewAsync(string orderId, CancellationToken cancellationToken)
    {
        OrderDecision decision = OrderDecision.End("There is no such order.");
        StoredOrder? stored = await updates.UpdateAsync(orderId, change => decision = Decide(change), cancellationToken);
        if (stored is not null)
        {
            await join.JoinAsync(stored.Record, cancellationToken);
            await invoices.StoreAsync(stored.Record, null, cancellationToken);
        }

        return decision;
    }

    private OrderDecision Decide(OrderChange change)
    {
        DateTimeOffset now = clock.GetUtcNow();
        OrderMerging.Settle(change, now, limits);
        OrderDecision decision = OrderDecisions.Next(change.Record, now, limits);
        if (decision.Step == NextStep.End)
        {
            return decision;
        }

        // A due time that is still good is kept, so that looking at an order does not rewrite it.
        DateTimeOffset from = decision.Until ?? now;
        DateTimeOffset to = from + limits.ReviewMargin;
        if (change.Record.ReviewDueAt is not { } due || due < from + (limits.ReviewMargin / 2) || due > to)
        {
            change.Record = change.Record with { ReviewDueAt = to };
        }

        return decision;
    }
}
