using Pipeline.Core.Issues;
using Pipeline.Core.Catalog;
using Pipeline.Core.Orders;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;

namespace Pipeline.Core.Tests.Orders;

/// <summary>A purchase order PX1 with lines (SKU A, 2 pieces at 10.00) and (SKU B, 5 pieces at 20.00), and messages about it.</summary>
internal static class AnOrder
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);

    public static PurchaseOrder Placed { get; } = With(Line(1, "A", 2, 10), Line(2, "B", 5, 20));

    public static PurchaseOrder With(params PurchaseOrderLine[] lines) => new()
    {
        Number = PurchaseOrderNumber.Parse("PX1"), Distributor = "ingram-micro", Currency = "EUR", Phase = PurchasePhase.Acknowledged,
        Lines = lines,
    };

    public static PurchaseOrderLine Line(int number, string sku, int quantity, decimal price) => new()
    {
        LineNumber = new LineNumber(number), Sku = DistributorSku.Parse(sku), Quantity = quantity, UnitPrice = price,
    };

    public static PurchaseProgress After(this PurchaseOrder order, params OrderMessage[] messages) =>
        messages.Aggregate(order, (current, message) => current.Apply(message).Value).Progress();

    public static OrderResponse Response(int hour, string? order, params OrderResponseLine[] lines) => new()
    {
        Origin = At(hour), PurchaseOrderNumber = "PX1", DistributorOrderNumber = order, Status = ResponseStatus.Accepted, Lines = lines,
    };

    public static OrderResponseLine Answer(
        int? number, int theirs, string sku, int requested, int confirmed, int backOrdered) => new()
        {
            LineNumber = number is { } value ? new LineNumber(value) : null,
            DistributorLineNumber = new DistributorLineNumber(theirs),
            Sku = DistributorSku.Parse(sku),
            Status = confirmed + backOrdered == 0 ? ResponseLineStatus.Rejected
                : backOrdered > 0 ? ResponseLineStatus.BackOrdered : ResponseLineStatus.Confirmed,
            Requested = requested, Confirmed = confirmed, BackOrdered = backOrdered,
        };

    /// <summary>Line 1 confirmed (2), line 2 confirmed (3) and on back-order (2).</summary>
    public static OrderResponse UsualResponse(int hour = 1) =>
        Response(hour, "8001", Answer(1, 10, "A", 2, 2, 0), Answer(2, 20, "B", 5, 3, 2));

    public static OrderStatus Status(int hour, OrderStatusCode code, params OrderStatusLine[] lines) => new()
    {
        Origin = At(hour), ChangedAt = Start.AddHours(hour), PurchaseOrderNumber = "PX1", DistributorOrderNumber = "8001", Status = code,
        Lines = lines,
    };

    public static OrderStatusLine StatusLine(int theirs, string sku, int ordered, int shipped, int backOrdered) => new()
    {
        DistributorLineNumber = new DistributorLineNumber(theirs), Sku = DistributorSku.Parse(sku), Status = OrderStatusCode.Open,
        Ordered = ordered, Shipped = shipped, BackOrdered = backOrdered,
    };

    public static DespatchAdvice Advice(int hour, string number, params DespatchLine[] cartons) => new()
    {
        Origin = At(hour), DespatchAdviceNumber = number, PurchaseOrderNumber = "PX1", DistributorOrderNumber = "8001", Lines = cartons,
    };

    public static DespatchLine Carton(int theirs, string sku, int quantity, string? tracking, params string[] serials) => new()
    {
        DistributorLineNumber = new DistributorLineNumber(theirs), Sku = DistributorSku.Parse(sku), Quantity = quantity,
        SerialNumbers = serials, Tracking = tracking is null ? [] : [new Tracking(tracking, null, "Carrier")],
    };

    public static Invoice Bill(int hour, string number, params InvoiceLine[] lines) => new()
    {
        Origin = At(hour), InvoiceNumber = number, AccountNumber = "FR0", Kind = InvoiceKind.Invoice, Currency = "EUR",
        PurchaseOrderNumbers = ["PX1"], DistributorOrderNumbers = ["8001"], Lines = lines,
    };

    public static InvoiceLine Billed(string? number, string sku, int quantity, decimal price) => new()
    {
        LineNumber = number, Sku = DistributorSku.Parse(sku), Quantity = quantity, UnitPrice = price, Amount = quantity * price,
        VatRatePercent = 20, VatAmount = VatAmount.Of(quantity * price, 20),
    };

    /// <summary>Something of a document that could not be read.</summary>
    public static Issue Unread(string code, string where) => new(code, where, "x");

    /// <summary>State, then per line: state confirmed/back-ordered/rejected/voided/shipped/invoiced.</summary>
    public static string Show(this PurchaseProgress progress) => $"{progress.State}: " + string.Join(
        "; ",
        progress.Lines.Select(line =>
            $"{line.State} {line.Confirmed}/{line.BackOrdered}/{line.Rejected}/{line.Voided}/{line.Shipped}/{line.Invoiced}"));

    private static MessageOrigin At(int hour) => new() { SentAt = Start.AddHours(hour) };
}
