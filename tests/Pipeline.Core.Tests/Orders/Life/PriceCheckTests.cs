using System.Globalization;
using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Prices;

namespace Pipeline.Core.Tests.Orders.Life;

public sealed class PriceCheckTests
{
    private readonly AHouse house = new();

    [Theory]
    [InlineData("above the limit", "PRICE_ABOVE_LIMIT, line 1: ingram-micro A costs 10.50 EUR; at most 10.00 EUR is allowed. Release to order all the same, or cancel.")]
    [InlineData("unknown", "SKU_NOT_FOUND, line 1: The distributor does not know ingram-micro A. Check the article number; release an order to order it all the same, or cancel it.")]
    [InlineData("no price", "NO_PRICE, line 1: ingram-micro A has no price. Release an order for it to buy at the catalogue's price, or cancel it; without a price there either, wait for the next price file.")]
    [InlineData("dollars", "CURRENCY_DIFFERS, line 1: ingram-micro A costs 10.50 USD; the catalogue has EUR. Release to order all the same, or cancel.")]
    [InlineData("discontinued", "DISCONTINUED_WITHOUT_STOCK, line 1: ingram-micro A is discontinued, and 1 of 2 pieces are in stock. Release to order all the same, or cancel.")]
    [InlineData("complete", "STOCK_SHORT, line 1: The order is to be shipped complete, and 1 of 2 pieces of ingram-micro A are in stock. Release to order all the same, or cancel.")]
    public async Task What_a_person_must_see_blocks_the_order_before_anything_is_sent(string situation, string expected)
    {
        Prepare(situation);

        await house.RunAsync();

        Assert.Equal(OrderState.Blocked, house.Record.State);
        Assert.Equal(expected, house.Record.Order.BlockedReason);
        Assert.Empty(house.Ingram.Arrived);
        Assert.False(house.Record.ArePricesChecked);
    }

    [Theory]
    [InlineData("above the limit", "10.50 EUR")]
    [InlineData("dollars", "10.50 USD")]
    [InlineData("discontinued", "10.50 EUR")]
    [InlineData("complete", "10.50 EUR")]
    [InlineData("unknown", "9.00 EUR")]
    public async Task What_a_person_has_released_is_ordered_all_the_same(string situation, string expected)
    {
        Prepare(situation);
        await house.RunAsync();

        house.Store.Put(house.Record with { IsReleased = true, Order = house.Record.Order with { BlockedReason = null } });
        await house.RunAsync();

        var sent = Assert.Single(house.Ingram.Arrived);
        Assert.Equal(expected, FormattableString.Invariant($"{sent.Lines[0].UnitPrice} {sent.Currency}"));
    }

    [Theory]
    [InlineData("plenty")]
    [InlineData("short, but partial shipment is wanted")]
    [InlineData("discontinued with stock")]
    [InlineData("at the limit")]
    [InlineData("complete and exactly enough")]
    [InlineData("complete and available without figures")]
    public async Task What_may_be_ordered_is_not_held_up(string situation)
    {
        Prepare(situation);

        await house.RunAsync();

        Assert.Equal(OrderState.Placed, house.Record.State);
    }

    [Fact]
    public async Task A_quote_is_ordered_at_the_quoted_price()
    {
        house.Receive(AHouse.Sku(1, "A", 2) with { SpecialBidNumber = "Q-7", MaxUnitPrice = 8.25m });

        await house.RunAsync();

        var line = Assert.Single(house.Ingram.Arrived).Lines[0];
        Assert.Equal(("Q-7", 8.25m), (line.SpecialBidNumber, line.UnitPrice));
    }

    [Fact]
    public async Task A_price_service_that_is_closed_is_asked_again_ever_more_rarely()
    {
        house.Receive(AHouse.Sku(1, "A", 2));
        house.Ingram.PriceProblem = new CallIssue(new Issue("20005", null, null) { SaidCause = "20005: closed", SaidSeverity = "retry" }, "x-closed");
        List<double> pauses = [];
        for (int i = 0; i < 4; i++)
        {
            OrderDecision decision = await house.RunAsync();
            pauses.Add((decision.Until!.Value - house.Clock.GetUtcNow()).TotalMinutes);
            house.Clock.Advance(TimeSpan.FromMinutes(pauses[^1]));
        }

        house.Ingram.PriceProblem = null;
        await house.RunAsync();

        Assert.Equal([1, 2, 4, 8], pauses);
        Assert.Single(house.Ingram.Arrived);
        Assert.Equal(("20005", "x-closed"), (house.Store.Events[1].Code, house.Store.Events[1].ExchangeId));
        Assert.Null(house.Record.Attempts[0].Pause);
    }

    [Fact]
    public async Task A_login_that_is_refused_waits_for_a_person()
    {
        house.Receive(AHouse.Sku(1, "A", 2));
        house.Ingram.PriceProblem = new CallIssue(new Issue("20002", null, null) { SaidCause = "20002: not allowed", SaidSeverity = "error" }, "x1");

        await house.RunAsync();

        Assert.Equal(
            "20002, ingram-micro: 20002: not allowed", house.Record.Order.BlockedReason);
    }

    [Fact]
    public async Task Settings_that_cannot_work_wait_for_a_person()
    {
        house.Receive(AHouse.Sku(1, "A", 2));
        house.SettingsProblem = "Services:Url must be an https address.";

        await house.RunAsync();

        Assert.Equal(OrderState.Blocked, house.Record.State);
        Assert.Contains("Services:Url must be an https address.", house.Record.Order.BlockedReason, StringComparison.Ordinal);
        Assert.Empty(house.Ingram.Arrived);
    }

    [Theory]
    [InlineData("complete, called available")]
    [InlineData("complete without figures")]
    public async Task Too_few_pieces_block_also_where_the_distributor_calls_the_article_available_or_gives_no_figure(string situation)
    {
        Prepare(situation);

        await house.RunAsync();

        Assert.StartsWith("STOCK_SHORT, line 1: ", house.Record.Order.BlockedReason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9.50, "9.50")]
    [InlineData(10.50, "10.50")]
    [InlineData(11.00, "10.50")]
    public async Task A_quote_stands_for_the_price_only_where_it_is_lower(double quoted, string expected)
    {
        house.Receive(AHouse.Sku(1, "A", 2) with { SpecialBidNumber = "Q-7", MaxUnitPrice = (decimal)quoted });

        await house.RunAsync();

        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), Assert.Single(house.Ingram.Arrived).Lines[0].UnitPrice);
    }

    [Fact]
    public async Task What_has_no_price_anywhere_is_ordered_at_the_quote_or_not_at_all()
    {
        house.Ingram.Price = answer => answer with { UnitPrice = null };
        house.Receive(AHouse.Sku(1, "A", 2));
        await house.RunAsync();
        house.Store.Put(house.Record with { IsReleased = true, Order = house.Record.Order with { BlockedReason = null } });

        await house.RunAsync();

        Assert.StartsWith("NO_PRICE", house.Record.Order.BlockedReason, StringComparison.Ordinal);
        Assert.Empty(house.Ingram.Arrived);
    }

    [Fact]
    public async Task A_released_quote_needs_no_other_price()
    {
        house.Ingram.Price = answer => answer with { UnitPrice = null };
        house.Receive(AHouse.Sku(1, "A", 2) with { SpecialBidNumber = "Q-7", MaxUnitPrice = 8.25m });
        await house.RunAsync();
        house.Store.Put(house.Record with { IsReleased = true, Order = house.Record.Order with { BlockedReason = null } });

        await house.RunAsync();

        Assert.Equal(8.25m, Assert.Single(house.Ingram.Arrived).Lines[0].UnitPrice);
    }

    [Fact]
    public async Task Two_currencies_in_one_purchase_order_wait_for_a_person()
    {
        house.Receive(AHouse.Sku(1, "A", 2), AHouse.Sku(2, "B", 1));
        house.Ingram.Price = answer => answer.Query.Article.Value == "B" ? answer with { UnitPrice = new Money(3, "USD") } : answer;

        await house.RunAsync();

        Assert.Contains("EUR and USD", house.Record.Order.BlockedReason, StringComparison.Ordinal);
        Assert.Contains("ingram-micro", house.Record.Order.BlockedReason, StringComparison.Ordinal);
        Assert.Empty(house.Ingram.Arrived);
    }

    [Fact]
    public async Task The_timeline_says_what_is_offered_and_what_it_costs()
    {
        house.Receive(AHouse.Sku(1, "A", 2), AHouse.Sku(2, "B", 1), AHouse.Sku(3, "C", 1), AHouse.Sku(4, "D", 4));
        house.Ingram.Price = answer => answer.Query.Article.Value switch
        {
            "B" => answer with { UnitPrice = null },
            "C" => answer with { Status = "SKU_NOT_FOUND" },
            _ => answer,
        };

        await house.RunAsync();

        Assert.Contains("ingram-micro offers 2 of 4 articles, 73.50 EUR in all.", house.Store.Events.Select(entry => entry.Summary));
    }

    [Fact]
    public async Task An_order_that_does_not_exist_is_not_checked()
    {
        await house.Prices.CheckAsync("unknown", default);

        Assert.Empty(house.Store.All);
    }

    [Fact]
    public async Task Prices_of_an_order_that_was_blocked_meanwhile_are_not_kept()
    {
        house.Receive(AHouse.Sku(1, "A", 2));
        await house.Sourcing.SourceAsync(AHouse.Id, default);
        house.Ingram.Price = answer =>
        {
            house.Store.Put(house.Record with { Order = house.Record.Order with { BlockedReason = "STOPPED" } });
            return answer;
        };

        await house.Prices.CheckAsync(AHouse.Id, default);

        Assert.False(house.Record.ArePricesChecked);
        Assert.Equal("STOPPED", house.Record.Order.BlockedReason);
    }

    private void Prepare(string situation)
    {
        house.Catalog.Add(new CatalogEntry
        {
            Distributor = "ingram-micro", Sku = "A", SkuAsShown = "A", Price = new Money(9.00m, "EUR"), Sellable = true, Active = true,
            Stock = new CatalogStock(9, 9, 0, []), Freshness = new Freshness(null, null),
        });
        house.Receive(
            order => order with { ShipComplete = situation.StartsWith("complete", StringComparison.Ordinal) },
            AHouse.Sku(1, "A", 2) with { MaxUnitPrice = situation switch { "above the limit" => 10m, "at the limit" => 10.50m, _ => null } });
        PlantAvailability[] one = [new PlantAvailability("FR01", null, 1, 0, null)];
        house.Ingram.Price = answer => situation switch
        {
            "unknown" => answer with { Status = "SKU_NOT_FOUND", StatusText = "unknown article", UnitPrice = null },
            "complete, called available" => answer with { Plants = one, IsAvailable = true },
            "complete without figures" => answer with { Plants = [] },
            "complete and available without figures" => answer with { Plants = [], IsAvailable = true },
            "complete and exactly enough" => answer with { Plants = [.. one, new PlantAvailability("FR02", null, 1, 0, null)] },
            "no price" => answer with { UnitPrice = null },
            "dollars" => answer with { UnitPrice = new Money(10.50m, "USD") },
            "discontinued" => answer with { IsDiscontinued = true, Plants = one },
            "discontinued with stock" => answer with { IsDiscontinued = true },
            "complete" or "short, but partial shipment is wanted" => answer with { Plants = one },
            _ => answer,
        };
    }
}
