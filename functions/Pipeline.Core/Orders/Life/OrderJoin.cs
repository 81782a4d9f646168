using Pipeline.Core.Orders.Intake;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Life;

/// <summary>Makes an order findable by every number it has learnt, and brings it the messages that waited for one of them.</summary>
public sealed class OrderJoin(IOrderNumbers numbers, LearnedNumbers learned)
{
    /// <summary>Claims numbers that are new and releases messages parked for them. May be repeated and cut at any point.</summary>
    /// <remarks>When it is cut between claim and release, <see cref="OrderSweep"/> releases them.</remarks>
    public async Task JoinAsync(OrderRecord record, CancellationToken cancellationToken)
    {
        foreach (IGrouping<string, PurchaseOrder> group in record.Order.PurchaseOrders.GroupBy(order => order.Distributor, StringComparer.Ordinal))
        {
            List<string> fresh = [];
            foreach (string number in group.SelectMany(NumbersOf).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (await numbers.FindAsync(group.Key, number, cancellationToken) is null)
                {
                    fresh.Add(number);
                }
            }

            if (fresh.Count > 0)
            {
                _ = await learned.StoreAsync(record.Order.OrderId, group.Key, fresh, cancellationToken);
            }
        }
    }

    /// <summary>Our number of a purchase order and the distributor's.</summary>
    internal static IEnumerable<string> NumbersOf(PurchaseOrder order) =>
        order.Progress().DistributorOrderNumbers.Prepend(order.Number.Value);
}
