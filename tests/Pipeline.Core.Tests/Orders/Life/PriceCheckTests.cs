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
        house.Ingram.PriceProblem = new CallProblem(new Issue("20005", null, null) { SaidCause = "20005: closed", SaidSeverity = "retry" }, "x-closed");
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
        house.Ingram.PriceProblem = new CallProblem(new Issue("20002", null, null) { SaidCause = "20002: not allowed", SaidSeverity = "error" }, "x1");

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

    private void Prepare(string situation)
    {
        house.Catalog.Add(new CatalogEntry
        {
            Distributor = "ingram-micro", Sku = "A", SkuAsShown = "A", Price = new Money(9.00m, "EUR"), Sellable = true, Active = true,
            Stock = new CatalogStock(9, 9, 0, []), Freshness = new Freshness(null, null),
        });
        house.Receive(
            order => order with { ShipComplete = situation == "complete" },
            AHouse.Sku(1, "A", 2) with { MaxUnitPrice = situation switch { "above the limit" => 10m, "at the limit" => 10.50m, _ => null } });
        PlantAvailability[] one = [new PlantAvailability("FR01", null, 1, 0, null)];
        house.Ingram.Price = answer => situation switch
        {
            "unknown" => answer with { Status = "SKU_NOT_FOUND", StatusText = "unknown article", UnitPrice = null },
            "no price" => answer with { UnitPrice = null },
            "dollars" => answer with { UnitPrice = new Money(10.50m, "USD") },
            "discontinued" => answer with { IsDiscontinued = true, Plants = one },
            "discontinued with stock" => answer with { IsDiscontinued = true },
            "complete" or "short, but partial shipment is wanted" => answer with { Plants = one },
            _ => answer,
        };
    }
}
