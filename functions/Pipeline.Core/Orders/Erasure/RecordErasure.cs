using Pipeline.Core.Orders.Messages;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Erasure;

/// <summary>An order's record without personal data.</summary>
internal static class RecordErasure
{
    /// <summary>The record without address and reference, and with <see cref="PersonalTexts.Mark"/> in the free texts of partners.</summary>
    /// <returns>The same record when nothing is left to remove.</returns>
    public static OrderRecord Of(OrderRecord record)
    {
        if (record.Order is { ShipTo: null, EndUserReference: null })
        {
            return record;
        }

        PersonalTexts texts = PersonalTexts.Of(record.Order);
        return record with
        {
            Order = record.Order with
            {
                ShipTo = null,
                EndUserReference = null,
                BlockedReason = Text(texts, record.Order.BlockedReason),
                PurchaseOrders = [.. record.Order.PurchaseOrders.Select(order => Of(texts, order))],
            },
            Alarms = [.. record.Alarms.Select(alarm => alarm with { Text = texts.Erase(alarm.Text) })],
        };
    }

    private static PurchaseOrder Of(PersonalTexts texts, PurchaseOrder order) => order with
    {
        Documents = new OrderDocuments([.. order.Documents.Messages.Select(message => Of(texts, message))]),
    };

    private static OrderMessage Of(PersonalTexts texts, OrderMessage message) => message switch
    {
        OrderResponse response => response with
        {
            StatusText = Text(texts, response.StatusText),
            Lines = [.. response.Lines.Select(line => line with { Text = Text(texts, line.Text) })],
        },
        OrderStatus status => status with
        {
            StatusText = Text(texts, status.StatusText),
            ChangeReason = Text(texts, status.ChangeReason),
        },
        _ => message,
    };

    private static string? Text(PersonalTexts texts, string? text) => text is null ? null : texts.Erase(text);
}
