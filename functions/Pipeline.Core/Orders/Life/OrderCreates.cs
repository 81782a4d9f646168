using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;

namespace Pipeline.Core.Orders.Life;

/// <summary>Composes the Order Create of a purchase order. Pure.</summary>
internal static class OrderCreates
{
    /// <summary>The message, or what is missing for it.</summary>
    /// <param name="record">The order.</param>
    /// <param name="purchase">One of its purchase orders, priced.</param>
    /// <param name="at">Time of sending.</param>
    /// <param name="zone">Time zone of the account: the day of the order is the day there.</param>
    public static (OrderCreate? Message, OrderObstacle? Obstacle) Compose(
        OrderRecord record, PurchaseOrder purchase, DateTimeOffset at, TimeZoneInfo zone)
    {
        SalesOrder order = record.Order;
        return order.ShipTo is { } address
            ? (new OrderCreate
            {
                PurchaseOrderNumber = purchase.Number,
                Date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime),
                EndUserReference = order.EndUserReference,
                Currency = purchase.Currency,
                ShipTo = address,
                RequestedDeliveryDate = order.RequestedDeliveryDate,
                ShipComplete = order.ShipComplete,
                AllowSplit = !order.ShipComplete,
                Lines =
                [
                    .. purchase.Lines.OrderBy(line => line.LineNumber.Value).Select(line => new OrderCreateLine
                    {
                        LineNumber = line.LineNumber,
                        Sku = line.Sku,
                        Quantity = line.Quantity,
                        UnitPrice = line.UnitPrice,
                        SpecialBidNumber = line.SpecialBidNumber,
                    }),
                ],
            }, null)
            : (null, new OrderObstacle(
                OrderObstacleCodes.AddressMissing, null, "The delivery address has been deleted.", "Cancel, and place the order again."));
    }
}
