using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Matching;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Merging;

/// <summary>What an order needs once a message is merged: numbers and invoices handed on, and a look where one is due.</summary>
public sealed class OrderAfterMerge(
    OrderNumbering numbering, InvoiceHandover invoices, IOrderSignalQueue signals, OrderLimits limits, TimeProvider clock)
{
    /// <summary>Does what follows from a message. Repeatable.</summary>
    /// <param name="record">The order with the message.</param>
    /// <param name="exchangeId">The exchange that brought it.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Stops it anywhere.</param>
    public async Task FollowAsync(OrderRecord record, string exchangeId, OrderMessage message, CancellationToken cancellationToken)
    {
        await numbering.JoinAsync(record, cancellationToken);
        await invoices.StoreAsync(
            record,
            message is Invoice ? new InvoiceSource(message.DocumentKey, message.Fingerprint(), exchangeId) : null,
            cancellationToken);
        if (NeedsLook(record))
        {
            await signals.SendAsync(record.Order.OrderId, cancellationToken);
        }
    }

    /// <summary>
    /// Whether the order has to be looked at because of what was merged. Mostly it waits on, and it is promised already that
    /// somebody looks in time: waking its orchestration would cost more than all the rest.
    /// </summary>
    private bool NeedsLook(OrderRecord record)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return OrderDecisions.Next(record, now, limits) is not { Step: NextStep.Wait, Until: { } until }
            || record.ReviewDueAt is not { } due
            // Due about now is also an order that nobody has looked at yet, or that has come back to life.
            || due <= now + limits.ReviewMargin
            || due > until + limits.ReviewMargin;
    }
}
