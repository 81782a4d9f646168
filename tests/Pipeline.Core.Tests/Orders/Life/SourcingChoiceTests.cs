using Pipeline.Core.Messages;
using System.Globalization;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Currencies;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Sales;
using Pipeline.Core.Orders.Sourcing;

namespace Pipeline.Core.Tests.Orders.Life;

/// <summary>Which distributor gets which line, and why.</summary>
public sealed class SourcingChoiceTests
{
    private const string Ean = "2007100230014";
    private const string OtherEan = "2007100230021";
    private readonly AHouse house = new();

    [Theory]
    [InlineData("fees count", "ingram-micro/A 10.00 9 fee 2.00; intcomex/B 11.00 9", "cheapest", "intcomex/B")]
    [InlineData("freight counts once a shipment", "ingram-micro/A 10.00 9; intcomex/B 9.00 9 freight 6.00", "cheapest", "ingram-micro/A")]
    [InlineData("freight is spread over the pieces", "ingram-micro/A 10.00 9; intcomex/B 9.00 9 freight 4.99", "cheapest", "intcomex/B")]
    [InlineData("the tie goes to the next rule", "ingram-micro/A 10.00 9; intcomex/B 10.00 9", "cheapest preferred:intcomex", "intcomex/B")]
    [InlineData("the tie goes to the code", "intcomex/B 10.00 9; ingram-micro/A 10.00 9", "cheapest", "ingram-micro/A")]
    [InlineData("the preferred one is dearer", "ingram-micro/A 10.00 9; intcomex/B 99.00 9", "preferred:intcomex cheapest", "intcomex/B")]
    [InlineData("who is not preferred comes last", "ingram-micro/A 99.00 9; intcomex/B 1.00 9", "preferred:ingram-micro cheapest", "ingram-micro/A")]
    [InlineData("the earliest delivery", "ingram-micro/A 10.00 0 2026-03-20; intcomex/B 11.00 0 2026-03-12", "earliest cheapest", "intcomex/B")]
    [InlineData("a delivery of which nothing is known is the latest", "ingram-micro/A 10.00 0; intcomex/B 11.00 0 2026-12-31", "earliest cheapest", "intcomex/B")]
    public async Task The_rules_decide_in_their_order(string situation, string catalog, string rules, string expected)
    {
        Offer(catalog);
        house.Choosing.Rules = house.Choosing.Rules with
        {
            Order = [.. rules.Split(' ').Select(static rule => rule.Split(':')[0])],
            Preferred = [.. rules.Split(' ').Where(static rule => rule.Contains(':', StringComparison.Ordinal)).Select(static rule => rule.Split(':')[1])],
        };
        house.Receive(Wanted(1, Ean, 5));

        await house.Sourcing.SourceAsync(AHouse.Id, default);

        Assert.True(house.Record.Order.BlockedReason is null, situation);
        PurchaseOrder purchase = Assert.Single(house.Record.Order.PurchaseOrders);
        Assert.Equal(expected, $"{purchase.Distributor}/{purchase.Lines[0].Sku}");
    }

    [Theory]
    [InlineData("cheapest", "ingram-micro: 1; intcomex: 2")]
    [InlineData("fewestShipments cheapest", "ingram-micro: 1 2")]
    public async Task Lines_go_to_several_distributors_where_the_rules_allow_it(string rules, string expected)
    {
        Offer("ingram-micro/A1 10.00 9; intcomex/B1 11.00 9", Ean);
        Offer("ingram-micro/A2 30.00 9; intcomex/B2 29.50 9", OtherEan);
        house.Choosing.Rules = house.Choosing.Rules with { Order = rules.Split(' ') };
        house.Receive(Wanted(1, Ean, 1), Wanted(2, OtherEan, 1));

        await house.Sourcing.SourceAsync(AHouse.Id, default);

        Assert.Equal(expected, Shown());
    }

    [Fact]
    public async Task Two_freights_are_dearer_than_one_though_each_line_is_cheaper_elsewhere()
    {
        Offer("ingram-micro/A1 10.00 9 freight 5.00; intcomex/B1 11.00 9 freight 5.00", Ean);
        Offer("ingram-micro/A2 30.00 9; intcomex/B2 28.00 9", OtherEan);
        house.Receive(Wanted(1, Ean, 1), Wanted(2, OtherEan, 1));

        await house.Sourcing.SourceAsync(AHouse.Id, default);

        Assert.Equal("intcomex: 1 2", Shown());
    }

    [Fact]
    public async Task A_line_that_nobody_has_whole_is_shared_by_those_that_have_it_together()
    {
        Offer("ingram-micro/A 10.00 3; intcomex/B 11.00 4");
        house.Receive(Wanted(1, Ean, 5));

        await house.Sourcing.SourceAsync(AHouse.Id, default);

        Assert.Equal(
            [("ingram-micro", 3), ("intcomex", 2)],
            house.Record.Order.PurchaseOrders.Select(static order => (order.Distributor, order.Lines[0].Quantity)));
        Assert.DoesNotContain(house.Record.Order.Lines, line => house.Record.Order.MissingOf(line) != 0);
    }

    [Fact]
    public async Task An_order_that_must_come_complete_goes_to_one_distributor()
    {
        Offer("ingram-micro/A1 10.00 9; intcomex/B1 11.00 9", Ean);
        Offer("ingram-micro/A2 30.00 9; intcomex/B2 29.50 9", OtherEan);
        house.Receive(static order => order with { ShipComplete = true }, Wanted(1, Ean, 1), Wanted(2, OtherEan, 1));

        await house.Sourcing.SourceAsync(AHouse.Id, default);

        Assert.Equal("ingram-micro: 1 2", Shown());
    }

    [Fact]
    public async Task Two_lines_of_one_article_share_its_stock()
    {
        Offer("ingram-micro/A 10.00 5; intcomex/B 11.00 5");
        house.Receive(Wanted(1, Ean, 4), Wanted(2, Ean, 4));

        await house.Sourcing.SourceAsync(AHouse.Id, default);

        Assert.Equal("ingram-micro: 1; intcomex: 2", Shown());
    }

    [Theory]
    [InlineData(1.10, "2026-03-09", "intcomex")]
    [InlineData(0.90, "2026-03-09", "ingram-micro")]
    [InlineData(1.10, "2026-03-06", "ingram-micro")] // four days and seven hours ago
    public async Task Prices_are_compared_in_the_base_by_fresh_rates(double rate, string date, string expected)
    {
        Offer("ingram-micro/A 10.00 9; intcomex/B 10.50 9 USD");
        house.Choosing.Sheet = new CurrencySheet(
            "EUR", DateOnly.Parse(date, CultureInfo.InvariantCulture), new Dictionary<string, decimal> { ["USD"] = (decimal)rate });
        house.Receive(Wanted(1, Ean, 1));

        await house.Sourcing.SourceAsync(AHouse.Id, default);

        Assert.Equal(expected, house.Record.Order.PurchaseOrders[0].Distributor);
    }

    [Fact]
    public async Task Without_a_rate_or_with_a_stale_one_the_offer_does_not_count_and_the_order_says_so()
    {
        Offer("intcomex/B 10.50 9 USD; ingram-micro/A - 9");
        house.Receive(Wanted(1, Ean, 1));

        await house.RunAsync();

        Assert.Equal(OrderState.Blocked, house.Record.State);
        Assert.Equal(["RATE_MISSING", "ARTICLE_NOT_SELLABLE"], house.Record.Order.Obstacles!.Select(static issue => issue.Code));
    }

    [Theory]
    [InlineData("CREDIT", "CREDIT")]
    [InlineData("address", "SHIP_TO_NOT_SERVED")]
    [InlineData("environment", "ENVIRONMENT_TEST")]
    [InlineData("old", "OFFER_STALE")]
    public async Task Who_is_not_eligible_is_passed_over_with_the_reason_in_the_timeline(string obstacle, string code)
    {
        Offer("ingram-micro/A 10.00 9; intcomex/B 1.00 9");
        switch (obstacle)
        {
            case "CREDIT":
                house.Choosing.Stops["intcomex"] = new DistributorStop("intcomex", "CREDIT", house.Clock.GetUtcNow(), "P1");
                break;
            case "address":
                house.Intcomex.ShipTo = static _ => new Issue("SHIP_TO_NOT_SERVED", null, null) { SaidCause = "It delivers to its own warehouse alone." };
                break;
            case "environment":
                house.Intcomex.IsTestEnvironment = true;
                break;
            default:
                house.Catalog[1] = house.Catalog[1] with { Freshness = new Freshness(house.Clock.GetUtcNow().AddHours(-1), house.Clock.GetUtcNow().AddHours(-49)) };
                break;
        }

        house.Receive(Wanted(1, Ean, 1));
        await house.Sourcing.SourceAsync(AHouse.Id, default);

        Assert.Equal("ingram-micro: 1", Shown());
        string reason = house.Store.Events[0].Summary;
        Assert.StartsWith("Line 1: 1 from ingram-micro A (10.00 EUR), in stock. Not intcomex B: " + code + ", ", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ingram-micro/A 10.00 9; intcomex/B 10.50 9", "Line 1: 5 from ingram-micro A (10.00 EUR), in stock. Not intcomex B (10.50 EUR): dearer.")]
    [InlineData("ingram-micro/A 10.00 9; intcomex/B 9.00 4", "Line 1: 5 from ingram-micro A (10.00 EUR), in stock. Not intcomex B (9.00 EUR): 4 of 5 free.")]
    [InlineData("ingram-micro/A 10.00 0; intcomex/B 11.00 0", "Line 1: 5 from ingram-micro A (10.00 EUR), to be ordered back. Not intcomex B (11.00 EUR): dearer.")]
    public async Task The_timeline_says_why(string catalog, string expected)
    {
        Offer(catalog);
        house.Receive(Wanted(1, Ean, 5));

        await house.Sourcing.SourceAsync(AHouse.Id, default);

        Assert.Equal([expected, $"ingram-micro is to bring 1 line as {PurchaseOrderNumber.Derive(AHouse.Id, 1)}."], house.Store.Events.Select(static entry => entry.Summary));
    }

    [Fact]
    public async Task A_line_that_names_distributor_and_number_is_not_chosen_for()
    {
        house.Catalog.Add(Entry("ingram-micro/A 10.00 0", Ean));
        house.Catalog.Add(Entry("intcomex/B 1.00 9", Ean));
        house.Receive(AHouse.Sku(1, "A", 5));

        await house.RunAsync();

        Assert.Equal("ingram-micro: 1", Shown());
        Assert.Equal(["sourcing", "priceAndAvailability", "orderCreate", "acknowledgement"], house.Steps);
    }

    [Fact]
    public async Task What_is_delivered_electronically_has_no_shortage_and_an_order_of_its_own()
    {
        Offer("intcomex/B 10.00 9; intcomex/D 5.00 0");
        house.Catalog[1] = house.Catalog[1] with { Stock = house.Catalog[1].Stock with { Unlimited = true }, Gtin = OtherEan };
        house.Receive(Wanted(1, Ean, 1), Wanted(2, OtherEan, 100), AHouse.Sku(3, "D", 1, "intcomex"));

        await house.Sourcing.SourceAsync(AHouse.Id, default);

        Assert.Equal("intcomex: 1; intcomex: 2 3", Shown());
        Assert.DoesNotContain("ordered back", string.Concat(house.Store.Events.Select(static entry => entry.Summary)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_not_offered_is_not_bought_even_by_its_number(bool byNumber)
    {
        Offer("intcomex/B 10.00 1");
        house.Catalog[0] = house.Catalog[0] with { Offered = false, NotOfferedReason = "BELOW_MINIMUM" };
        house.Receive(byNumber ? AHouse.Sku(1, "B", 1, "intcomex") : Wanted(1, Ean, 1));

        await house.RunAsync();

        Assert.Equal(
            "ARTICLE_NOT_SELLABLE, line 1: intcomex B cannot be sold (BELOW_MINIMUM).",
            Assert.Single(house.Record.Order.Obstacles!).ToString());
        Assert.Empty(house.Intcomex.Arrived);
    }

    [Fact]
    public async Task A_GTIN_that_stands_for_different_products_waits_for_a_person()
    {
        Offer("ingram-micro/A 10.00 9; intcomex/B 11.00 9");
        house.Catalog[0] = house.Catalog[0] with { Brand = "ZENTARO", Mpn = "ZTB14" };
        house.Catalog[1] = house.Catalog[1] with { Brand = "OTHER", Mpn = "X-1" };
        house.Receive(Wanted(1, Ean, 1));

        await house.RunAsync();

        Assert.Equal((OrderState.Blocked, "PRODUCT_AMBIGUOUS", "line 1"), (house.Record.State, house.Record.Order.Obstacles![0].Code, house.Record.Order.Obstacles[0].Where));
        Assert.Empty(house.Ingram.Arrived.Concat(house.Intcomex.Arrived));
    }

    [Fact]
    public async Task A_number_with_a_dash_is_not_given_to_who_takes_none()
    {
        house.Intcomex.TakesDashes = false;
        house.Receive(AHouse.Sku(1, "X", 1, "intcomex"));

        await house.RunAsync();

        Assert.Matches("^[A-Z0-9]{1,18}$", Assert.Single(house.Intcomex.Arrived).PurchaseOrderNumber.Value);
    }

    private static SalesOrderLine Wanted(int line, string gtin, int quantity) =>
        new() { LineNumber = new LineNumber(line), Gtin = gtin, Quantity = quantity };

    private string Shown() => string.Join("; ", house.Record.Order.PurchaseOrders
        .Select(static order => $"{order.Distributor}: {string.Join(' ', order.Lines.Select(static line => line.LineNumber))}"));

    // distributor/sku price stock [fee x] [freight x] [date] [currency]
    private void Offer(string catalog, string gtin = Ean)
    {
        foreach (string text in catalog.Split("; "))
        {
            CatalogEntry entry = Entry(text, gtin);
            house.Catalog.Add(entry);
            string[] words = text.Split(' ');
            if (Array.IndexOf(words, "freight") is > 0 and var at)
            {
                house.Choosing.Rules = house.Choosing.Rules with
                {
                    Freight = new Dictionary<string, Money>(house.Choosing.Rules.Freight) { [entry.Distributor] = new Money(Number(words[at + 1]), "EUR") },
                };
            }
        }
    }

    internal static CatalogEntry Entry(string text, string gtin)
    {
        string[] words = text.Split('/', ' ');
        decimal? price = words[2] == "-" ? null : Number(words[2]);
        int stock = (int)Number(words[3]);
        int fee = Array.IndexOf(words, "fee");
        string? date = Array.Find(words, static word => word.Length == 10 && word[4] == '-');
        return new CatalogEntry
        {
            Distributor = words[0], Sku = words[1], SkuAsShown = words[1], Gtin = gtin,
            Price = price is { } amount ? new Money(amount, words.Contains("USD") ? "USD" : "EUR") : null,
            Fees = fee > 0 ? [new Fee("recycling", Number(words[fee + 1]))] : [],
            Sellable = price is not null, NotSellableReason = price is null ? "NO_PRICE" : null, Active = true,
            NextDelivery = date is null ? null : new Delivery(DateOnly.Parse(date, CultureInfo.InvariantCulture), 100),
            Stock = new CatalogStock(stock, stock, 0, []), Freshness = new Freshness(null, null),
        };
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
