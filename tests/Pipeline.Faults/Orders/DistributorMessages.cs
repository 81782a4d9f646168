using System.Globalization;
using System.Text;
using Pipeline.Faults.Notifications;

namespace Pipeline.Faults.Orders;

/// <summary>The messages of a purchase in the canonical profile. Source: ingram-micro.md §8 to §11.</summary>
public static class DistributorMessages
{
    /// <summary>Order Response.</summary>
    public static PushedDocument Response(Bought order) => Of(order, string.Create(CultureInfo.InvariantCulture, $"""
        <OrderResponse><PurchaseOrderNumber>{order.Number}</PurchaseOrderNumber>
        <IngramSalesOrderNumber>{order.DistributorNumber}</IngramSalesOrderNumber>
        <OrderStatus StatusCode="{ResponseCode(order)}" StatusDescription="-"/><CurrencyCode>EUR</CurrencyCode>
        {Lines(order, static line => string.Create(CultureInfo.InvariantCulture, $"""
            <LineDetails><CustomerLineNumber>{line.Number:D3}</CustomerLineNumber><IngramLineNumber>{(line.IsRejected ? "" : $"{line.Number * 10:D6}")}</IngramLineNumber>
            <IngramPartNumber>{line.Sku}</IngramPartNumber><LineStatus StatusCode="{LineCode(line)}" StatusDescription="-"/>
            <RequestedQuantity UnitOfMeasure="EA">{line.Requested}</RequestedQuantity>
            <ConfirmedQuantity UnitOfMeasure="EA">{line.Confirmed}</ConfirmedQuantity>
            <BackOrderedQuantity UnitOfMeasure="EA">{line.BackOrdered}</BackOrderedQuantity>
            <UnitNetPrice>{line.UnitPrice:0.00}</UnitNetPrice></LineDetails>
            """))}
        </OrderResponse>
        """));

    /// <summary>Order Status: a snapshot as it is now.</summary>
    public static PushedDocument Status(Bought order) => Of(order, string.Create(CultureInfo.InvariantCulture, $"""
        <OrderStatusNotification><StatusDetails><PurchaseOrderNumber>{order.Number}</PurchaseOrderNumber>
        <IngramSalesOrderNumber>{order.DistributorNumber}</IngramSalesOrderNumber>
        <StatusDateTime>{TimeZoneInfo.ConvertTime(order.ChangedAt, DistributorDesk.Zone):yyyy-MM-dd'T'HH:mm:ss}</StatusDateTime>
        <OrderStatus StatusCode="{order.Status}" StatusDescription="-"/>
        {Lines(order, line => line.IsRejected ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"""
            <LineDetails><CustomerLineNumber>{line.Number:D3}</CustomerLineNumber><IngramLineNumber>{line.Number * 10:D6}</IngramLineNumber>
            <IngramPartNumber>{line.Sku}</IngramPartNumber><LineStatus StatusCode="{order.Status}" StatusDescription="-"/>
            <OrderedQuantity UnitOfMeasure="EA">{line.Requested}</OrderedQuantity>
            <ShippedQuantity UnitOfMeasure="EA">{line.Shipped}</ShippedQuantity>
            <BackOrderedQuantity UnitOfMeasure="EA">{Math.Min(line.BackOrdered, line.Requested - line.Shipped)}</BackOrderedQuantity></LineDetails>
            """))}
        </StatusDetails></OrderStatusNotification>
        """));

    /// <summary>Despatch Advice of some pieces of each line.</summary>
    public static PushedDocument Advice(Bought order, string number, IReadOnlyList<(BoughtLine Line, int Quantity)> parts) => Of(order, $"""
        <DespatchAdvice><DespatchAdviceHeader><DespatchAdviceNumber>{number}</DespatchAdviceNumber><CustomerPO>{order.Number}</CustomerPO>
        <IngramSalesOrderNumber>{order.DistributorNumber}</IngramSalesOrderNumber></DespatchAdviceHeader>
        <DateHeader><Date Type="Document">20260310</Date><Date Type="Despatch">20260310</Date></DateHeader><LineHeader>
        {string.Concat(parts.Select(static part => string.Create(CultureInfo.InvariantCulture, $"""
            <LineItem LineNumber="{part.Line.Number * 10:D6}" CustomerLineNumber="{part.Line.Number:D3}">
            <Product SKU="{part.Line.Sku}" DespatchQuantity="{part.Quantity}"/></LineItem>
            """)))}
        </LineHeader></DespatchAdvice>
        """);

    /// <summary>Invoice of some pieces of each line.</summary>
    public static PushedDocument Invoice(
        Bought order, string number, string advice, IReadOnlyList<(BoughtLine Line, int Quantity)> parts) => Of(order, $"""
        <Invoice><InvoiceHeader><InvoiceType>Invoice</InvoiceType><InvoiceNumber>{number}</InvoiceNumber><InvoiceDate>20260310</InvoiceDate>
        <CustomerPO>{order.Number}</CustomerPO><OriginalOrderNumber>{order.DistributorNumber}</OriginalOrderNumber>
        <DespatchAdviceNumber>{advice}</DespatchAdviceNumber></InvoiceHeader><IMAccountNumber>FR000000</IMAccountNumber>
        <Currency><CurrencyCode>EUR</CurrencyCode></Currency><LineItemHeader>
        {string.Concat(parts.Select(static part => string.Create(CultureInfo.InvariantCulture, $"""
            <LineItem LineNumber="{part.Line.Number:D3}" IngramLineNumber="{part.Line.Number * 10:D6}">
            <Product SKU="{part.Line.Sku}" InvoicedQuantity="{part.Quantity}"/>
            <LineMonetaryInfo><UnitPrice>{part.Line.UnitPrice:0.00}</UnitPrice><LineItemAmount>{part.Line.UnitPrice * part.Quantity:0.00}</LineItemAmount></LineMonetaryInfo></LineItem>
            """)))}
        </LineItemHeader></Invoice>
        """);

    private static string ResponseCode(Bought order) => order.Customer.Fate switch
    {
        OrderFate.Rejected => "OR",
        OrderFate.LineRejected => "PR",
        _ => "OC",
    };

    private static string LineCode(BoughtLine line) => line switch
    {
        { IsRejected: true } => "LR",
        { BackOrdered: > 0 } => "LB",
        _ => "LC",
    };

    private static string Lines(Bought order, Func<BoughtLine, string> write) => string.Concat(order.Lines.Select(write));

    private static PushedDocument Of(Bought order, string content) => new(
        Encoding.UTF8.GetBytes(
            $"<BusinessTransactionNotification xmlns=\"urn:canonical:ingram-micro:eu:c1\">{content}</BusinessTransactionNotification>"),
        order.Number,
        DocumentFate.Merged);
}
