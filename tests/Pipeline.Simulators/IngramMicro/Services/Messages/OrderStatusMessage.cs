using System.Xml.Linq;
using Pipeline.Simulators.IngramMicro.Services.Orders;

namespace Pipeline.Simulators.IngramMicro.Services.Messages;

/// <summary>The state of an order, pushed or asked for: a full snapshot.</summary>
internal static class OrderStatusMessage
{
    public static XElement Details(PlacedOrder order, Func<DateTimeOffset, DateTimeOffset> local, string? changeReason, bool hasLines) => new(
        "StatusDetails",
        new XElement("PurchaseOrderNumber", order.PurchaseOrderNumber),
        Element.Of("IngramSalesOrderNumber", order.ResponseCode == "OR" ? null : order.IngramSalesOrderNumber),
        new XElement("IngramSalesOrderDate", MessageText.Day(order.Day)),
        new XElement("StatusDateTime", MessageText.Time(local(order.ChangedAt))),
        Element.Status("OrderStatus", order.StatusCode, Describe(order.StatusCode)),
        Element.Status("PaymentStatus", order.PaymentCode, order.PaymentCode == "PAID" ? "Paid" : "Not yet paid"),
        Element.Optional("ChangeReason", changeReason),
        hasLines ? order.Lines.Where(line => !line.IsRejected || order.ResponseCode == "OR").Select(line => Line(order, line)) : null);

    /// <summary>The code of the whole order, from its lines.</summary>
    public static string CodeOf(PlacedOrder order)
    {
        List<PlacedLine> lines = [.. order.LivingLines];
        return true switch
        {
            _ when lines.TrueForAll(line => line.Invoiced >= line.Requested) => "INVOICED",
            _ when lines.TrueForAll(line => line.Shipped >= line.Requested) => "SHIPPED",
            _ when lines.Exists(line => line.Shipped > 0) => "PARTIALLY_SHIPPED",
            _ when lines.TrueForAll(line => line.Confirmed == 0) => "BACKORDERED",
            _ => "RELEASED",
        };
    }

    private static XElement Line(PlacedOrder order, PlacedLine line)
    {
        string code = CodeOf(order, line);
        return new XElement(
            "LineDetails",
            new XElement("CustomerLineNumber", line.CustomerLineNumber),
            Element.Of("IngramLineNumber", line.IngramLineNumber),
            new XElement("IngramPartNumber", line.SkuAsShown),
            Element.Status("LineStatus", code, Describe(code)),
            Element.Pieces("OrderedQuantity", line.Requested),
            Element.Pieces("ShippedQuantity", line.Shipped),
            Element.Pieces("BackOrderedQuantity", line.Shipped < line.Confirmed ? line.BackOrdered : RestOf(line)),
            Element.Optional("DeliveryDate", MessageText.Day(line.DeliveryDate)),
            Element.Optional("PreviousDeliveryDate", MessageText.Day(line.PreviousDeliveryDate)));
    }

    private static int RestOf(PlacedLine line) => line.BackOrdered == 0 ? 0 : line.Requested - line.Shipped;

    private static string CodeOf(PlacedOrder order, PlacedLine line) => true switch
    {
        _ when order.StatusCode is "VOIDED" or "ON_HOLD" or "OPEN" or "PAID" => order.StatusCode,
        _ when line.Invoiced >= line.Requested => "INVOICED",
        _ when line.Shipped >= line.Requested => "SHIPPED",
        _ when line.BackOrdered > 0 && line.Shipped >= line.Confirmed => "BACKORDERED",
        _ when line.Shipped > 0 => "PARTIALLY_SHIPPED",
        _ => "RELEASED",
    };

    private static string Describe(string code) => code switch
    {
        "OPEN" => "Open",
        "ON_HOLD" => "On hold",
        "RELEASED" => "Released to the warehouse",
        "BACKORDERED" => "Backordered",
        "PARTIALLY_SHIPPED" => "Partly shipped",
        "SHIPPED" => "Shipped",
        "INVOICED" => "Invoiced",
        "PAID" => "Paid",
        "VOIDED" => "Voided",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
    };
}
