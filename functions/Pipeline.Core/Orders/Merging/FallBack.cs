using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;

namespace Pipeline.Core.Orders.Merging;

/// <summary>What a distributor has rejected by message, or cancelled unasked, is asked of another; what it brings after all is not ordered elsewhere. Pure.</summary>
internal static class FallBack
{
    /// <summary>Draws the conclusions of the documents. Done again it changes nothing.</summary>
    public static void Settle(OrderChange change)
    {
        if (change.Record.Order is { IsCancelled: false, IsCancelRequested: false })
        {
            foreach (PurchaseOrder order in change.Record.Order.PurchaseOrders.Where(static order => order.Phase == PurchasePhase.Acknowledged))
            {
                GiveUp(change, order);
            }
        }

        foreach (SalesOrderLine line in change.Record.Order.Lines.Where(line => change.Record.Order.MissingOf(line) < 0))
        {
            Withdraw(change, line);
        }
    }

    /// <summary>Lines of which more is ordered than wanted: a distributor brings what it had rejected, and another was asked for it.</summary>
    public static IEnumerable<SalesOrderLine> BoughtTwice(SalesOrder order) => order.PurchaseOrders.Count < 2
        ? [] : order.Lines.Where(line => order.MissingOf(line) < 0);

    private static void GiveUp(OrderChange change, PurchaseOrder order)
    {
        if (!order.Lines.Any(static line => line.HasOthers))
        {
            return;
        }

        IReadOnlyList<LineProgress> progress = order.Progress().Lines;
        List<PurchaseOrderLine> lines = [];
        foreach (PurchaseOrderLine line in order.Lines)
        {
            int rejected = line.HasOthers ? NotBrought(order, progress.First(one => one.LineNumber == line.LineNumber)) : line.GivenUp;
            if (rejected > line.GivenUp)
            {
                change.Note(
                    OrderSteps.Sourcing,
                    $"{order.Distributor} does not bring {Plural.Of(rejected - line.GivenUp, "piece")} of line {line.LineNumber}; another distributor is looked for.");
            }

            lines.Add(line with { GivenUp = rejected });
        }

        if (!lines.SequenceEqual(order.Lines))
        {
            change.Record = change.Record.With(order with { Lines = lines });
        }
    }

    // Where orders are followed nobody voids by telephone: what the distributor has cancelled without being asked it does not bring.
    private static int NotBrought(PurchaseOrder order, LineProgress line) => line.Rejected + (order.Follow is null ? 0 : line.Voided);

    private static void Withdraw(OrderChange change, SalesOrderLine line)
    {
        foreach (PurchaseOrder order in change.Record.Order.PurchaseOrders.Where(order =>
            order.Phase == PurchasePhase.Planned && order.Lines.Any(part => part.LineNumber == line.LineNumber)).Reverse())
        {
            if (change.Record.Order.MissingOf(line) < 0)
            {
                change.Record = change.Record.With(order with { Phase = PurchasePhase.Cancelled });
                change.Note(OrderSteps.Sourcing, $"{order.Number} to {order.Distributor} is not sent: another distributor brings line {line.LineNumber} after all.");
            }
        }
    }
}
