using Pipeline.Core.Messages;
using Pipeline.Core.Catalog;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Sales;

namespace Pipeline.Core.Tests.Orders.Life;

public sealed class OrderSourcingTests
{
    private const string Ean = "2007100230014";
    private readonly AHouse house = new();

    [Fact]
    public async Task The_number_is_claimed_before_the_purchase_order_is_stored()
    {
        house.Receive(AHouse.Sku(1, "A", 2));
        house.Cuts.At = 4; // read, promise, claim, then the write

        await Assert.ThrowsAsync<CutException>(() => house.Sourcing.SourceAsync(AHouse.Id, default));

        Assert.Equal([$"ingram-micro/{PurchaseOrderNumber.Derive(AHouse.Id, 1)}"], house.Numbers.Orders.Keys);
        house.Cuts.Reset();
        Assert.Empty(house.Record.Order.PurchaseOrders);
        await house.Sourcing.SourceAsync(AHouse.Id, default);
        Assert.Equal(PurchaseOrderNumber.Derive(AHouse.Id, 1), Assert.Single(house.Record.Order.PurchaseOrders).Number);
    }

    [Theory]
    [InlineData("cheapest with enough stock", "ingram-micro/A 12.00 9; intcomex/B 11.00 9; intcomex/C 9.00 1", "intcomex/B")]
    [InlineData("the dearer one if only it has enough", "ingram-micro/A 12.00 5; intcomex/B 11.00 4", "ingram-micro/A")]
    [InlineData("nobody has enough", "ingram-micro/A 12.00 4; intcomex/B 11.00 0", "intcomex/B")]
    [InlineData("the same price", "intcomex/B 11.00 5; ingram-micro/Z 11.00 5; ingram-micro/A 11.00 5", "ingram-micro/A")]
    [InlineData("one is not sellable", "intcomex/B - 5; ingram-micro/A 12.00 0", "ingram-micro/A")]
    [InlineData("a distributor that is not configured", "elsewhere/B 1.00 5; ingram-micro/A 12.00 0", "ingram-micro/A")]
    public async Task An_article_by_its_ean_is_bought_at_the_best_place(string situation, string catalog, string expected)
    {
        house.Catalog.AddRange(catalog.Split("; ").Select(Entry));
        house.Receive(new SalesOrderLine { LineNumber = new LineNumber(1), Gtin = Ean, Quantity = 5 });

        await house.Sourcing.SourceAsync(AHouse.Id, default);

        Assert.True(house.Record.Order.BlockedReason is null, situation);
        var purchase = Assert.Single(house.Record.Order.PurchaseOrders);
        Assert.Equal((expected, "EUR"), ($"{purchase.Distributor}/{purchase.Lines[0].Sku}", purchase.Currency));
    }

    [Fact]
    public async Task Brand_and_part_number_name_an_article_too()
    {
        house.Catalog.Add(Entry("ingram-micro/A 12.00 9") with { Mpn = "ZTB14", Brand = "ZENTARO" });
        house.Catalog.Add(Entry("ingram-micro/B 1.00 9") with { Mpn = "ZTB14", Brand = "OTHER" });
        house.Receive(new SalesOrderLine { LineNumber = new LineNumber(1), Brand = "Zentaro", ManufacturerPartNumber = "ZTB14", Quantity = 5 });

        await house.Sourcing.SourceAsync(AHouse.Id, default);

        Assert.Equal("A", house.Record.Order.PurchaseOrders[0].Lines[0].Sku.AsCompared);
    }

    [Fact]
    public async Task What_cannot_be_bought_blocks_the_order_and_each_line_says_why()
    {
        house.Catalog.Add(Entry("ingram-micro/A - 5"));
        house.Receive(
            new SalesOrderLine { LineNumber = new LineNumber(1), Gtin = Ean, Quantity = 5 },
            new SalesOrderLine { LineNumber = new LineNumber(2), Gtin = "2007100230021", Quantity = 5 },
            AHouse.Sku(3, "X", 1, "nobody"), AHouse.Sku(4, "A", 1));

        await house.RunAsync();

        Assert.Equal(OrderState.Blocked, house.Record.State);
        Assert.Empty(house.Record.Order.PurchaseOrders);
        Assert.Equal(
            "ARTICLE_NOT_SELLABLE, line 1: ingram-micro A cannot be sold (NO_PRICE). Retry after the next price file, or cancel. | "
            + "ARTICLE_UNKNOWN, line 2: No catalogue has the article 2007100230021. Check the article number. Retry an order after the next price file, or cancel it. | "
            + "DISTRIBUTOR_NOT_CONFIGURED, line 3: The services of nobody are not configured. Enter them in the settings and restart the app; then retry, or cancel the order.",
            house.Record.Order.BlockedReason);
        Assert.Equal(("blocked", "ARTICLE_NOT_SELLABLE"), (house.Store.Events[^1].Step, house.Store.Events[^1].Code));
    }

    [Fact]
    public async Task An_article_that_is_not_offered_is_not_bought_by_its_gtin()
    {
        house.Catalog.Add(Entry("ingram-micro/A 5 2") with { Offered = false, NotOfferedReason = "BELOW_MINIMUM" });
        house.Receive(new SalesOrderLine { LineNumber = new LineNumber(1), Gtin = Ean, Quantity = 1 });

        await house.RunAsync();

        Assert.StartsWith("ARTICLE_NOT_SELLABLE, line 1: ingram-micro A cannot be sold (BELOW_MINIMUM).", house.Record.Order.BlockedReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_another_order_has_is_never_used()
    {
        house.Receive(AHouse.Sku(1, "A", 2));
        house.Numbers.Orders[$"ingram-micro/{PurchaseOrderNumber.Derive(AHouse.Id, 1)}"] = "another";

        await house.RunAsync();

        Assert.Equal(OrderState.Blocked, house.Record.State);
        Assert.StartsWith("PURCHASE_ORDER_NUMBER_TAKEN", house.Record.Order.BlockedReason, StringComparison.Ordinal);
        Assert.Empty(house.Ingram.Arrived);
    }

    private static CatalogEntry Entry(string text)
    {
        string[] words = text.Split('/', ' ');
        decimal? price = words[2] == "-" ? null : decimal.Parse(words[2], System.Globalization.CultureInfo.InvariantCulture);
        int stock = int.Parse(words[3], System.Globalization.CultureInfo.InvariantCulture);
        return new CatalogEntry
        {
            Distributor = words[0], Sku = words[1], SkuAsShown = words[1], Gtin = Ean, Price = price is { } amount ? new Money(amount, "EUR") : null,
            Sellable = price is not null, NotSellableReason = price is null ? "NO_PRICE" : null, Active = true,
            Stock = new CatalogStock(stock, stock, 0, []), Freshness = new Freshness(null, null),
        };
    }
}
