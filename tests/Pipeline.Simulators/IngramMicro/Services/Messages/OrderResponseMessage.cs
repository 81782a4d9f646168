using System.Xml.Linq;
using Pipeline.Simulators.IngramMicro.Services.Orders;

namespace Pipeline.Simulators.IngramMicro.Services.Messages;

/// <summary>Order Response.</summary>
internal static class OrderResponseMessage
{
    public static XElement Write(PlacedOrder order, decimal freight, MessageText text) => new(
        "OrderResponse",
        new XElement("PurchaseOrderNumber", order.PurchaseOrderNumber),
        Element.Of("IngramSalesOrderNumber", order.ResponseCode == "OR" ? null : order.IngramSalesOrderNumber),
        new XElement("IngramSalesOrderDate", MessageText.Day(order.Day)),
        order.ResponseCode switch
        {
            "OC" => Element.Status("OrderStatus", "OC", "Accepted"),
            "PR" => Element.Status("OrderStatus", "PR", "Partially accepted"),
            _ => Element.Status("OrderStatus", "OR", "Order rejected by sales", "LINES_REJECTED"),
        },
        new XElement("CurrencyCode", "EUR"),
        order.ResponseCode == "OR" ? null : new XElement("FreightAmount", text.Amount(freight)),
        order.Lines.Select(line => Line(order, line, text)));

    private static XElement Line(PlacedOrder order, PlacedLine line, MessageText text) => new(
        "LineDetails",
        new XElement("CustomerLineNumber", line.CustomerLineNumber),
        Element.Of("IngramLineNumber", line.IngramLineNumber),
        new XElement("IngramPartNumber", line.SkuAsShown),
        Element.Of("VendorPartNumber", line.Article?.VendorPartNumber),
        Element.Status("LineStatus", line.StatusCode, line.StatusText, line.ReasonCode),
        Element.Pieces("RequestedQuantity", line.Requested),
        Element.Pieces("ConfirmedQuantity", line.Confirmed),
        Element.Pieces("BackOrderedQuantity", line.BackOrdered),
        new XElement("UnitNetPrice", text.Amount(line.UnitPrice)),
        new XElement("ExtendedNetPrice", text.Amount(line.IsRejected ? 0 : line.UnitPrice * line.Requested)),
        Element.Of("DeliveryDate", line.IsRejected ? null : MessageText.Day(line.DeliveryDate)),
        line is { Confirmed: > 0, BackOrdered: > 0 }
            ? (object[])[Part(line.Confirmed, order.Day.AddDays(2)), Part(line.BackOrdered, line.BackOrderDate!.Value)]
            : null,
        Element.Optional("LineText", line.Text));

    private static XElement Part(int quantity, DateOnly day) =>
        new("ScheduleLine", Element.Pieces("Quantity", quantity), new XElement("DeliveryDate", MessageText.Day(day)));
}
