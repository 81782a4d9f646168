using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Life;

/// <summary>Takes up what was left alone: orders whose orchestration has died, messages whose order is known by now.</summary>
public sealed class OrderSweep(
    IOrderStore store,
    IOrderSignalQueue signals,
    IOrderNumberStore numbers,
    IMessageInbox inbox,
    ParkedMessageRelease parked,
    TimeProvider clock)
{
    /// <summary>Signals each order that is due, and releases parked messages that an order can take. May be repeated.</summary>
    /// <returns>Orders signalled.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> due = await store.ListDueAsync(clock.GetUtcNow(), cancellationToken);
        foreach (string orderId in due)
        {
            await signals.SendAsync(orderId, cancellationToken);
        }

        await ReleaseAsync(cancellationToken);
        return due.Count;
    }

    private async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        HashSet<(string Distributor, string Number)> seen = [];
        foreach (ParkedMessage waiting in await inbox.ListParkedAsync(cancellationToken))
        {
            foreach (string number in waiting.Numbers)
            {
                if (seen.Add((waiting.Distributor, number)) && await IsKnownAsync(waiting.Distributor, number, cancellationToken))
                {
                    _ = await parked.ReleaseAsync(waiting.Distributor, [number], cancellationToken);
                }
            }
        }
    }

    /// <summary>A claim alone is not enough: a message would only be parked again.</summary>
    private async Task<bool> IsKnownAsync(string distributor, string number, CancellationToken cancellationToken) =>
        await numbers.FindAsync(distributor, number, cancellationToken) is { } orderId
        && await store.FindAsync(orderId, cancellationToken) is { } stored
        && stored.Record.Order.PurchaseOrders.Any(order =>
            order.Distributor == distributor && string.Equals(order.Number.Value, number, StringComparison.OrdinalIgnoreCase));
}
