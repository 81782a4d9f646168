using System.Collections.Concurrent;
using Pipeline.Core.Orders.Intake;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Life;

/// <summary>Makes an order findable by every number it has learnt, and brings it the messages that waited for one of them.</summary>
/// <remarks>A claim stays, so what was joined is remembered: each message and each look asks for the same numbers.</remarks>
public sealed class OrderNumbering(IOrderNumberStore numbers, NumberAnnouncement learned)
{
    /// <summary>Remembered at most; then all are forgotten.</summary>
    private const int RememberedLimit = 10_000;

    private readonly ConcurrentDictionary<(string OrderId, string Distributor, string Number), bool> joined = [];

    /// <summary>Claims numbers that are new and releases messages parked for them. May be repeated and cut at any point.</summary>
    /// <remarks>When it is cut between claim and release, <see cref="OrderSweep"/> releases them.</remarks>
    public async Task JoinAsync(OrderRecord record, CancellationToken cancellationToken)
    {
        string orderId = record.Order.OrderId;
        foreach (IGrouping<string, PurchaseOrder> group in record.Order.PurchaseOrders.GroupBy(order => order.Distributor, StringComparer.Ordinal))
        {
            string[] unjoined = [.. group.SelectMany(NumbersOf).Distinct(StringComparer.OrdinalIgnoreCase)
                .Where(number => !joined.ContainsKey((orderId, group.Key, number)))];
            List<string> fresh = [];
            foreach (string number in unjoined)
            {
                if (await numbers.FindAsync(group.Key, number, cancellationToken) is null)
                {
                    fresh.Add(number);
                }
            }

            if (fresh.Count > 0)
            {
                _ = await learned.StoreAsync(orderId, group.Key, fresh, cancellationToken);
            }

            Remember(orderId, group.Key, unjoined);
        }
    }

    private void Remember(string orderId, string distributor, string[] known)
    {
        if (joined.Count >= RememberedLimit)
        {
            joined.Clear();
        }

        foreach (string number in known)
        {
            joined[(orderId, distributor, number)] = true;
        }
    }

    /// <summary>Our number of a purchase order and the distributor's.</summary>
    internal static IEnumerable<string> NumbersOf(PurchaseOrder order) =>
        order.Progress().DistributorOrderNumbers.Prepend(order.Number.Value);
}
