using System.Globalization;
using System.Text;
using Pipeline.Faults.Notifications;

namespace Pipeline.Faults.Orders;

/// <summary>The messages of a purchase in the canonical profile.</summary>
public static class DistributorMessages
{
    /// <summary>Order Response; a wrong one rejects the first line.</summary>
    public static PushedDocument Response(Bought order, DateTimeOffset at, bool isWrong) => Of(order, at, string.Create(CultureInfo.InvariantCulture, $"""
        <OrderResponse><PurchaseOrderNumber>{order.Number}</PurchaseOrderNumber>
        <IngramSalesOrderNumber>{order.DistributorNumber}</IngramSalesOrderNumber>
        <OrderStatus StatusCode="{(isWrong ? "PR" : ResponseCode(order))}" StatusDescription="-"/><CurrencyCode>EUR</CurrencyCode>
        {Lines(order, line => ResponseLine(line, line.IsRejected || (isWrong && line == order.Lines[0])))}
        </OrderResponse>
        """));

    /// <summary>Order Status: a snapshot as it is now.</summary>
    public static PushedDocument Status(Bought order, DateTimeOffset at) => Of(order, at, string.Create(CultureInfo.InvariantCulture, $"""
        <OrderStatusNotification><StatusDetails><PurchaseOrderNumber>{order.Number}</PurchaseOrderNumber>
        <IngramSalesOrderNumber>{order.DistributorNumber}</IngramSalesOrderNumber>
        <StatusDateTime>{TimeZoneInfo.ConvertTime(order.ChangedAt, DistributorDesk.Zone):yyyy-MM-dd'T'HH:mm:ss}</StatusDateTime>
        <OrderStatus StatusCode="{order.Status}" StatusDescription="-"/>
        {Lines(order, line => line is { IsRejected: true, IsVoided: false } ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"""
            <LineDetails><CustomerLineNumber>{line.Number:D3}</CustomerLineNumber><IngramLineNumber>{line.Number * 10:D6}</IngramLineNumber>
            <IngramPartNumber>{line.Sku}</IngramPartNumber><LineStatus StatusCode="{(line.IsVoided ? "VOIDED" : order.Status)}" StatusDescription="-"/>
            <OrderedQuantity UnitOfMeasure="EA">{line.Requested}</OrderedQuantity>
            <ShippedQuantity UnitOfMeasure="EA">{line.Shipped}</ShippedQuantity>
            <BackOrderedQuantity UnitOfMeasure="EA">{(line.IsVoided ? 0 : Math.Min(line.BackOrdered, line.Requested - line.Shipped))}</BackOrderedQuantity></LineDetails>
            """))}
        </StatusDetails></OrderStatusNotification>
        """));

    /// <summary>Despatch Advice of some pieces of each line.</summary>
    public static PushedDocument Advice(Bought order, DateTimeOffset at, string number, IReadOnlyList<Part> parts) => Of(order, at, $"""
        <DespatchAdvice><DespatchAdviceHeader><DespatchAdviceNumber>{number}</DespatchAdviceNumber><CustomerPO>{order.Number}</CustomerPO>
        <IngramSalesOrderNumber>{order.DistributorNumber}</IngramSalesOrderNumber></DespatchAdviceHeader>
        <DateHeader><Date Type="Document">20260310</Date><Date Type="Despatch">20260310</Date></DateHeader><LineHeader>
        {string.Concat(parts.Select(static part => string.Create(CultureInfo.InvariantCulture, $"""
            <LineItem LineNumber="{part.Line.Number * 10:D6}" CustomerLineNumber="{part.Line.Number:D3}">
            <Product SKU="{part.Line.Sku}" DespatchQuantity="{part.Quantity}"/></LineItem>
            """)))}
        </LineHeader></DespatchAdvice>
        """);

    /// <summary>Invoice or credit note of some pieces of each line.</summary>
    public static PushedDocument Invoice(
        Bought order, DateTimeOffset at, Paper paper, string advice, IReadOnlyList<Part> parts) => Of(order, at, $"""
        <Invoice><InvoiceHeader><InvoiceType>{(paper.IsCredit ? "CreditNote" : "Invoice")}</InvoiceType><InvoiceNumber>{paper.Number}</InvoiceNumber><InvoiceDate>20260310</InvoiceDate>
        <CustomerPO>{order.Number}</CustomerPO><OriginalOrderNumber>{order.DistributorNumber}</OriginalOrderNumber>
        <DespatchAdviceNumber>{advice}</DespatchAdviceNumber></InvoiceHeader><IMAccountNumber>FR000000</IMAccountNumber>
        <Currency><CurrencyCode>EUR</CurrencyCode></Currency><LineItemHeader>
        {string.Concat(parts.Select(static part => string.Create(CultureInfo.InvariantCulture, $"""
            <LineItem LineNumber="{part.Line.Number:D3}" IngramLineNumber="{part.Line.Number * 10:D6}">
            <Product SKU="{part.Line.Sku}" InvoicedQuantity="{part.Quantity}"/>
            <LineMonetaryInfo><UnitPrice>{part.UnitPrice:0.00}</UnitPrice><LineItemAmount>{part.UnitPrice * part.Quantity:0.00}</LineItemAmount></LineMonetaryInfo></LineItem>
            """)))}
        </LineItemHeader></Invoice>
        """);

    private static string ResponseCode(Bought order) => order.Customer.Fate switch
    {
        OrderFate.Rejected => "OR",
        OrderFate.LineRejected => "PR",
        _ => "OC",
    };

    private static string ResponseLine(BoughtLine line, bool isRejected) => string.Create(CultureInfo.InvariantCulture, $"""
        <LineDetails><CustomerLineNumber>{line.Number:D3}</CustomerLineNumber><IngramLineNumber>{(isRejected ? "" : $"{line.Number * 10:D6}")}</IngramLineNumber>
        <IngramPartNumber>{line.Sku}</IngramPartNumber><LineStatus StatusCode="{LineCode(line, isRejected)}" StatusDescription="-"/>
        <RequestedQuantity UnitOfMeasure="EA">{line.Requested}</RequestedQuantity>
        <ConfirmedQuantity UnitOfMeasure="EA">{(isRejected ? 0 : line.Confirmed)}</ConfirmedQuantity>
        <BackOrderedQuantity UnitOfMeasure="EA">{(isRejected ? 0 : line.BackOrdered)}</BackOrderedQuantity>
        <UnitNetPrice>{line.UnitPrice:0.00}</UnitNetPrice></LineDetails>
        """);

    private static string LineCode(BoughtLine line, bool isRejected) => line switch
    {
        _ when isRejected => "LR",
        { BackOrdered: > 0 } => "LB",
        _ => "LC",
    };

    private static string Lines(Bought order, Func<BoughtLine, string> write) => string.Concat(order.Lines.Select(write));

    private static PushedDocument Of(Bought order, DateTimeOffset at, string content) => new(
        Encoding.UTF8.GetBytes(
            "<BusinessTransactionNotification xmlns=\"urn:canonical:ingram-micro:eu:c1\">"
            + $"<NotificationPreamble><TimeStamp>{at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff}Z</TimeStamp></NotificationPreamble>"
            + $"{content}</BusinessTransactionNotification>"),
        order.Number,
        DocumentFate.Merged)
    {
        Says = content,
    };
}
