using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Sales;

namespace Pipeline.Core.Orders.Records;

/// <summary>An order in a list.</summary>
/// <param name="OrderId">Its id.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ReceivedAt">When it came in, UTC.</param>
/// <param name="ChangedAt">When it last changed, UTC.</param>
/// <param name="LineCount">Lines wanted.</param>
/// <param name="PurchaseOrderNumbers">Its purchase orders.</param>
/// <param name="BlockedReason">What it waits for a person to do, or null.</param>
/// <param name="AlarmCodes">Codes of standing alarms.</param>
public sealed record OrderSummary(
    string OrderId,
    OrderSource Source,
    OrderState State,
    DateTimeOffset ReceivedAt,
    DateTimeOffset ChangedAt,
    int LineCount,
    IReadOnlyList<string> PurchaseOrderNumbers,
    string? BlockedReason,
    IReadOnlyList<string> AlarmCodes)
{
    /// <summary>The distributors of its purchase orders, each once; null of an order that an earlier build listed.</summary>
    public IReadOnlyList<string>? Distributors { get; init; }

    /// <summary>What is in the way, for a person to decide; null when nothing is, or when an earlier build listed it.</summary>
    public IReadOnlyList<Issue>? Obstacles { get; init; }

    /// <summary>What is ordered by currency, without what was refused or cancelled; null when an earlier build listed it.</summary>
    public IReadOnlyList<Money>? Totals { get; init; }

    /// <summary>Sums up a record.</summary>
    public static OrderSummary Of(OrderRecord record) => new(
        record.Order.OrderId,
        record.Order.Source,
        record.State,
        record.ReceivedAt,
        record.ChangedAt,
        record.Order.Lines.Count,
        [.. record.Order.PurchaseOrders.Select(static order => order.Number.Value)],
        record.Order.BlockedReason,
        [.. record.Alarms.Where(static alarm => alarm.ClearedAt is null).Select(static alarm => alarm.Code).Distinct()])
    {
        Distributors = [.. record.Order.PurchaseOrders.Select(static order => order.Distributor).Distinct()],
        Obstacles = record.Order.Obstacles,
        Totals =
        [
            .. record.Order.PurchaseOrders
                .Where(static order => order.Phase is not (PurchasePhase.Refused or PurchasePhase.Cancelled) && order.Currency.Length > 0)
                .GroupBy(static order => order.Currency)
                .Select(static orders => new Money(orders.SelectMany(static order => order.Lines).Sum(static line => line.UnitPrice * line.Quantity), orders.Key)),
        ],
    };
}
