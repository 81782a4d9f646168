using Pipeline.Core.Orders.Messages;

namespace Pipeline.Partners.Distributors.IngramMicro.Reading;

/// <summary>Order Status, pushed or asked for; one message per order it names.</summary>
internal static class StatusReader
{
    public static IReadOnlyList<OrderStatus> Read(FieldReader fields, MessageOrigin origin) =>
        [.. fields.Group("order").Select(order => ReadOrder(order, origin)).OfType<OrderStatus>()];

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

    private static OrderStatusLine ReadLine(FieldReader line) => new()
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
