using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Reconciliation;

/// <summary>Reads the purchase orders of ours that are compared.</summary>
/// <remarks>
/// The list of orders sorts by the time of receipt, so that a range of it is read, not the table: summaries in pages of 500, then a
/// record for each order that has changed since. An order may wait before it is sent, so receipts up to 30 days older count.
/// </remarks>
public sealed class OwnPurchaseReader(IOrderStore orders, IOrderNumberStore numbers)
{
    private const int PageSize = 500;
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    /// <summary>What was ordered from a distributor on a day or later, and perhaps some of before.</summary>
    public async Task<List<OwnPurchase>> ListAsync(string distributor, TimeZoneInfo zone, DateTimeOffset since, CancellationToken cancellationToken)
    {
        List<OwnPurchase> found = [];
        string? cursor = null;
        do
        {
            Page<OrderSummary> page = await orders.ListAsync(
                new OrderFilter(ReceivedSince: since - LongestWait), PageSize, cursor, cancellationToken);
            foreach (OrderSummary summary in page.Items.Where(order =>
                order.ChangedAt >= since && order.PurchaseOrderNumbers.Count > 0 && order.State != OrderState.Simulated))
            {
                found.AddRange(await ReadAsync(summary.OrderId, distributor, zone, cancellationToken));
            }

            cursor = page.Cursor;
        }
        while (cursor is not null);

        return found;
    }

    /// <summary>What an order has ordered from a distributor; nothing when there is no such order.</summary>
    public async Task<IEnumerable<OwnPurchase>> ReadAsync(
        string orderId, string distributor, TimeZoneInfo zone, CancellationToken cancellationToken) =>
        await orders.FindAsync(orderId, cancellationToken) is { Record: var record }
            ? [.. record.Order.PurchaseOrders.Where(purchase => purchase.Distributor == distributor).Select(purchase => OwnPurchase.Of(record, purchase, zone))]
            : [];

    /// <summary>The purchase order that a listed order is, by our number or the distributor's; or null.</summary>
    public async Task<OwnPurchase?> FindAsync(ListedOrder listed, string distributor, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        foreach (string number in new[] { listed.PurchaseOrderNumber, listed.DistributorOrderNumber }.OfType<string>())
        {
            if (await numbers.FindAsync(distributor, number, cancellationToken) is { } orderId)
            {
                OwnPurchase[] purchases = [.. await ReadAsync(orderId, distributor, zone, cancellationToken)];
                if (Array.Find(purchases, purchase => Is(purchase, listed)) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    /// <summary>Whether a purchase order is a listed one.</summary>
    public static bool Is(OwnPurchase purchase, ListedOrder listed) => listed.PurchaseOrderNumber is { } number
        ? string.Equals(purchase.Number.Value, number, StringComparison.OrdinalIgnoreCase)
        : purchase.DistributorOrderNumber is { } theirs && theirs == listed.DistributorOrderNumber;
}
