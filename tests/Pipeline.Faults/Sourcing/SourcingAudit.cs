using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Records;
using Pipeline.Faults.Ledgers;
using Pipeline.Faults.Storage;
using Pipeline.Storage.Orders;

namespace Pipeline.Faults.Sourcing;

/// <summary>The books of sourcing: nothing bought twice, no line lost, no piece sold twice, nobody asked twice.</summary>
public sealed class SourcingAudit(
    SourcingDay day, IReadOnlyList<SourcingDesk> desks, IReadOnlyDictionary<string, string> ids, StorageClients storage, Ledger ledger)
{
    private const int Many = 1000;

    /// <summary>Runs every rule.</summary>
    public async Task RunAsync()
    {
        using OrderStore store = new(storage.Tables, storage.Blobs, TimeProvider.System);
        foreach (SourcingDesk desk in desks)
        {
            ledger.Check(desk.Left >= 0, "no piece is sold twice", $"{desk.Code} has {desk.Left} left");
        }

        ledger.Check(
            day.HasRate || desks.Single(static desk => desk.Code == SourcingDay.Far).Taken.Count == 0, "no price is compared by a stale rate", "the one abroad was ordered from");
        foreach (SourcingOrder order in day.Orders)
        {
            if (!ids.TryGetValue(order.Reference, out string? id) || await store.FindAsync(id, CancellationToken.None) is not { Record: { } record })
            {
                ledger.Check(false, "what was taken in is there", $"{order.Reference} is not");
                continue;
            }

            Check(order, record);
            IReadOnlyList<OrderEvent> events = (await store.ListEventsAsync(id, Many, null, CancellationToken.None)).Items;
            ledger.Check(
                events.Select(static entry => entry.Sequence).SequenceEqual(Enumerable.Range(1, record.EventCount)),
                "the timeline has no gap", $"{order.Reference} counts {record.EventCount} and has {events.Count}");
            ledger.Count("fallen back", record.Order.PurchaseOrders.Select(static purchase => purchase.Distributor).Distinct().Count() > 1 ? 1 : 0);
        }

        ledger.Count("orders", day.Orders.Count);
        ledger.Count("stale rates", day.HasRate ? 0 : 1);
    }

    private void Check(SourcingOrder order, OrderRecord record)
    {
        TakenOrder[] taken = [.. desks.SelectMany(static desk => desk.Taken).Where(entry => entry.Reference == order.Reference)];
        int bought = taken.Where(static entry => !entry.IsRejected).Sum(static entry => entry.Quantity);
        ledger.Count(record.State.ToString(), 1);
        ledger.Check(bought == 0 || bought == order.Quantity, "bought once or not at all", $"of {order.Reference} {bought} of {order.Quantity} are bought");
        ledger.Check(
            taken.DistinctBy(static entry => entry.Number).Count() == taken.Length, "a number is bought once", $"one of {order.Reference} is not");
        ledger.Check(
            record.State == (bought > 0 ? OrderState.Confirmed : record.State is OrderState.Blocked ? OrderState.Blocked : OrderState.Rejected),
            "ended as it must", $"{order.Reference} is {record.State} with {bought} bought");
        ledger.Check(
            record.State is not OrderState.Blocked || record.Order.BlockedReason is { Length: > 0 }, "what waits says for what", $"{order.Reference} does not");

        // A clerk lets all be asked once more.
        ledger.Check(
            desks.All(desk => desk.Arrived.Where(entry => entry.Reference == order.Reference).DistinctBy(static entry => entry.Number).Count() <= 2),
            "nobody is asked again and again", $"somebody is for {order.Reference}");
        ledger.Check(
            record.State is not OrderState.Rejected || desks.All(desk => desk.Left < order.Quantity || !Brings(order, desk.Code)),
            "no line is lost that another could bring", $"{order.Reference} is rejected, and {string.Join(", ", order.Fates)}");
    }

    private bool Brings(SourcingOrder order, string distributor) => (distributor == SourcingDay.Near || day.HasRate)
        && order.Fates[distributor] is not (SourcingFate.Refused or SourcingFate.Rejected);
}
