using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;

namespace Pipeline.Ops.Tests.Orders;

/// <summary>Orders as the store has them.</summary>
internal static class OrderSamples
{
    /// <summary>What a stranger may write to break a page or a spreadsheet.</summary>
    public const string Hostile = "=1+1<script>alert(1)</script>\u202E\u0007";

    public static DateTimeOffset Start { get; } = new(2026, 3, 10, 5, 0, 0, TimeSpan.Zero);

    /// <summary>One line of two pieces at 685.00 EUR with Acme.</summary>
    public static OrderRecord Order(string id, PurchasePhase phase = PurchasePhase.Acknowledged, params IReadOnlyList<OrderMessage> messages) => new()
    {
        ReceivedAt = Start,
        ChangedAt = Start.AddMinutes(5),
        ArePricesChecked = true,
        Order = new SalesOrder
        {
            OrderId = id,
            Source = new OrderSource("shop", null, "S-1"),
            ShipTo = new DeliveryAddress { Name = "Jean Petit", Street = ["1 rue Haute"], PostalCode = "75001", City = "Paris", CountryCode = "FR" },
            Lines = [new SalesOrderLine { LineNumber = new LineNumber(1), Sku = "7100231", Quantity = 2, MaxUnitPrice = 612.40m }],
            PurchaseOrders =
            [
                new PurchaseOrder
                {
                    Number = PurchaseOrderNumber.Parse("PX26000187"),
                    Distributor = "acme",
                    Currency = "EUR",
                    Phase = phase,
                    Lines = [new PurchaseOrderLine { LineNumber = new LineNumber(1), Sku = DistributorSku.Parse("7100231"), Quantity = 2, UnitPrice = 685m }],
                    Documents = new OrderDocuments(messages),
                },
            ],
        },
    };

    /// <summary>The price is above the limit; nothing was sent.</summary>
    public static OrderRecord Blocked(string id)
    {
        OrderRecord record = Order(id, PurchasePhase.Planned);
        Issue issue = new Issue(IssueCodes.PriceAboveLimit, "line 1", "685.00 EUR").Expecting("612.40 EUR").With("article", "acme 7100231");
        return record with { Order = record.Order with { Obstacles = [issue] } };
    }

    public static DespatchAdvice Despatch(string tracking, string? url = null) => new()
    {
        DespatchAdviceNumber = "8140023391",
        PurchaseOrderNumber = "PX26000187",
        DistributorOrderNumber = "50-1",
        DespatchDate = new DateOnly(2026, 3, 9),
        Lines = [new DespatchLine { LineNumber = new LineNumber(1), Sku = DistributorSku.Parse("7100231"), Quantity = 2, Tracking = [new Tracking(tracking, url, "DHL")] }],
    };

    public static Invoice Bill(string number = "94300187") => new()
    {
        InvoiceNumber = number,
        Kind = InvoiceKind.Invoice,
        Date = new DateOnly(2026, 3, 9),
        Currency = "EUR",
        PurchaseOrderNumbers = ["PX26000187"],
        DespatchAdviceNumbers = ["8140023391"],
        Lines = [new InvoiceLine { LineNumber = "1", Sku = DistributorSku.Parse("7100231"), Quantity = 2, UnitPrice = 700m, Amount = 1400m, VatRatePercent = 20m, VatAmount = 280m }],
        Vat = [new VatAmount(20m, 1400m, 280m)],
        Totals = new InvoiceTotals { Due = 1680m, Vat = 280m },
    };
}
