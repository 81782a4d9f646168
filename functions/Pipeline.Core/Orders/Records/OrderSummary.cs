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
        [.. record.Alarms.Where(static alarm => alarm.ClearedAt is null).Select(static alarm => alarm.Code).Distinct()]);
}
