using Pipeline.Core.Catalog;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;

namespace Pipeline.Core.Orders.Sales;

/// <summary>Computes lines and state of a sales order from its purchase orders.</summary>
internal static class SalesProgress
{
    public static IReadOnlyList<LineProgress> Lines(SalesOrder order)
    {
        List<LineProgress> parts = [.. order.PurchaseOrders.Where(IsAlive).SelectMany(purchase => purchase.Progress().Lines)];
        return [.. order.Lines.OrderBy(line => line.LineNumber.Value)
            .Select(line => Combine(line, [.. parts.Where(part => part.LineNumber == line.LineNumber)], order.IsSought(line) ? order.MissingOf(line) : 0))];
    }

    public static OrderState State(SalesOrder order)
    {
        OrderState state = OfPurchases(order);
        return state switch
        {
            OrderState.Complete or OrderState.Cancelled or OrderState.Simulated => state,
            _ when order.BlockedReason is not null => OrderState.Blocked,
            _ when order.IsCancelRequested && state != OrderState.Rejected => OrderState.CancelRequested,
            _ => state,
        };
    }

    private static OrderState OfPurchases(SalesOrder order)
    {
        if (order.IsCancelled)
        {
            return OrderState.Cancelled;
        }

        if (order.PurchaseOrders.Count == 0)
        {
            return order.IsSourcing ? OrderState.Sourcing : OrderState.Received;
        }

        if (order.PurchaseOrders.All(purchase => purchase.Phase == PurchasePhase.Simulated))
        {
            return OrderState.Simulated;
        }

        if (!order.PurchaseOrders.Any(IsAlive))
        {
            return order.Lines.Any(order.IsSought) ? OrderState.Sourcing
                : order.PurchaseOrders.Any(purchase => purchase.Phase == PurchasePhase.Refused)
                ? OrderState.Rejected
                : OrderState.Cancelled;
        }

        OrderState state = LineStates.OfOrder(Lines(order));
        bool isAllKnown = (!order.HasChannel || order.IsChannelTold) && !order.PurchaseOrders.Any(static purchase => purchase.IsFollowed);
        return state == OrderState.Invoiced && isAllKnown ? OrderState.Complete : state;
    }

    /// <summary>A purchase order that was never taken brings nothing, unless its messages prove otherwise.</summary>
    private static bool IsAlive(PurchaseOrder purchase) =>
        purchase.Phase is PurchasePhase.Planned or PurchasePhase.Sending or PurchasePhase.Acknowledged
        || purchase.Documents.Messages.Count > 0;

    /// <summary>What one distributor rejected and another was asked for instead no longer counts as rejected.</summary>
    /// <param name="line">The line.</param>
    /// <param name="parts">What each purchase order brings of it.</param>
    /// <param name="sought">Pieces that another distributor is being looked for.</param>
    private static LineProgress Combine(SalesOrderLine line, List<LineProgress> parts, int sought)
    {
        if (parts.Count == 0)
        {
            _ = DistributorSku.TryParse(line.Sku ?? line.Gtin ?? line.ManufacturerPartNumber, out DistributorSku sku);
            return new LineProgress { LineNumber = line.LineNumber, Sku = sku, Ordered = line.Quantity, State = LineState.Open };
        }

        if (parts is [{ } only] && only.Ordered == line.Quantity && sought == 0)
        {
            return only;
        }

        LineProgress last = parts[^1];
        int coming = sought + parts.Sum(part => part.Due);
        LineProgress combined = last with
        {
            Ordered = line.Quantity,
            Confirmed = parts.Sum(part => part.Confirmed),
            BackOrdered = parts.Sum(part => part.BackOrdered),
            Rejected = Math.Min(parts.Sum(part => part.Rejected), Math.Max(0, line.Quantity - coming)),
            Voided = 0,
            Shipped = parts.Sum(part => part.Shipped),
            Invoiced = parts.Sum(part => part.Invoiced),
            Credited = parts.Sum(part => part.Credited),
            IsPaid = coming > 0 && parts.Where(part => part.Due > 0).All(part => part.IsPaid),
            SerialNumbers = [.. parts.SelectMany(part => part.SerialNumbers).Order(StringComparer.Ordinal)],
            Tracking = [.. parts.SelectMany(part => part.Tracking).DistinctBy(tracking => tracking.Number)],
        };
        combined = combined with
        {
            Voided = Math.Min(parts.Sum(part => part.Voided), Math.Max(0, line.Quantity - coming - combined.Rejected)),
        };
        return combined with { State = LineStates.Of(combined, parts.Max(Heard)) };
    }

    private static LineState Heard(LineProgress part) => part.State is LineState.Open or LineState.Sent ? part.State : LineState.Received;
}
