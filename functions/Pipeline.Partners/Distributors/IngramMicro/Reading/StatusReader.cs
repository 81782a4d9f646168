using Pipeline.Core.Issues;
using Pipeline.Core.Messages;

namespace Pipeline.Partners.Distributors.IngramMicro.Reading;

/// <summary>Order Status, pushed or asked for; one message per order it names.</summary>
internal static class StatusReader
{
    public static IReadOnlyList<OrderStatus> Read(FieldReader fields, MessageOrigin origin) =>
        [.. ReadOrders(fields, origin, fields.Findings.Count)];

    /// <summary>Each order with what is wrong with it and with the preamble, not with the other orders.</summary>
    private static IEnumerable<OrderStatus> ReadOrders(FieldReader fields, MessageOrigin origin, int ofPreamble)
    {
        int before = ofPreamble;
        foreach (FieldReader order in fields.Group("order"))
        {
            OrderStatus? status = ReadOrder(order, origin);
            Issue[] issues = [.. fields.Findings.Take(ofPreamble), .. fields.Findings.Skip(before)];
            before = fields.Findings.Count;
            if (status is not null)
            {
                yield return issues.Length > 0 ? status with { Issues = issues } : status;
            }
        }
    }

    private static OrderStatus? ReadOrder(FieldReader order, MessageOrigin origin) =>
        order.Text("purchaseOrderNumber") is not { } number
            ? null
            : new OrderStatus
            {
                Origin = origin,
                PurchaseOrderNumber = number,
                DistributorOrderNumber = order.Text("distributorOrderNumber"),
                DistributorOrderDate = order.Date("distributorOrderDate"),
                ChangedAt = order.Time("changedAt"),
                Status = order.Code<OrderStatusCode>("status", "orderStatus"),
                StatusCode = order.Text("status"),
                StatusText = order.Text("statusText"),
                Payment = order.Code<PaymentStatus>("payment", "paymentStatus"),
                ChangeReason = order.Text("changeReason"),
                Lines = [.. order.Group("line").Select(ReadLine)],
            };

    private static OrderStatusLine ReadLine(FieldReader line)
    {
        OrderStatusLine read = ReadFields(line);
        return line.IsUnsure is null ? read : read with { IsUnsure = true };
    }

    private static OrderStatusLine ReadFields(FieldReader line) => new()
    {
        LineNumber = line.LineNumber("lineNumber"),
        DistributorLineNumber = line.DistributorLineNumber("distributorLineNumber"),
        Sku = line.Sku("sku"),
        Status = line.Code<OrderStatusCode>("status", "orderStatus"),
        StatusCode = line.Text("status"),
        Ordered = line.Quantity("ordered") ?? 0,
        Shipped = line.Quantity("shipped") ?? 0,
        BackOrdered = line.Quantity("backOrdered") ?? 0,
        DeliveryDate = line.Date("deliveryDate"),
        PreviousDeliveryDate = line.Date("previousDeliveryDate"),
    };
}
