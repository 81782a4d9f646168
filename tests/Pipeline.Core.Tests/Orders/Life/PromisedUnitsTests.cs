using Pipeline.Core.Catalog;
using Pipeline.Core.Orders;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Prices;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sourcing;

namespace Pipeline.Core.Tests.Orders.Life;

/// <summary>The same pieces are never promised to two orders.</summary>
public sealed class PromisedUnitsTests
{
    private readonly AHouse house = new();

    public PromisedUnitsTests() => FallBackTests.Offer(house, "ingram-micro/A 10.00 5", "intcomex/B 11.00 9");

    [Fact]
    public async Task What_one_order_was_promised_another_gets_elsewhere()
    {
        await SourceAsync("o1", 3);
        await SourceAsync("o2", 3);

        Assert.Equal("ingram-micro", OrderOf("o1").PurchaseOrders[0].Distributor);
        Assert.Equal("intcomex", OrderOf("o2").PurchaseOrders[0].Distributor);
        Assert.Equal(
            "Line 1: 3 from intcomex B (11.00 EUR), in stock. Not ingram-micro A (10.00 EUR): 2 of 3 free.",
            house.Store.Events.First(static entry => entry.Summary.Contains("intcomex B", StringComparison.Ordinal) && entry.Summary.Contains("2 of 3", StringComparison.Ordinal)).Summary);
    }

    [Fact]
    public async Task Of_orders_that_choose_at_the_same_time_one_gets_the_last_pieces()
    {
        for (int round = 0; round < 20; round++)
        {
            AHouse one = new();
            FallBackTests.Offer(one, "ingram-micro/A 10.00 5", "intcomex/B 11.00 9");
            Receive(one, "o1", 3);
            Receive(one, "o2", 3);
            using Barrier both = new(2);
            int arrivals = 0;
            one.Choosing.BeforePromise = () =>
            {
                if (Interlocked.Increment(ref arrivals) <= 2)
                {
                    both.SignalAndWait();
                }

                return Task.CompletedTask;
            };

            await Task.WhenAll(
                Task.Run(() => one.Sourcing.SourceAsync("o1", default)), Task.Run(() => one.Sourcing.SourceAsync("o2", default)));

            Assert.Equal(
                ["ingram-micro", "intcomex"],
                one.Store.All.Select(static record => record.Order.PurchaseOrders.Single().Distributor).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task The_live_figure_counts_for_the_order_that_came_first()
    {
        await SourceAsync("o1", 5);
        house.Catalog.RemoveAt(1);
        await SourceAsync("o2", 5, complete: true);
        house.Ingram.Price = static answer => answer with { Plants = [new PlantAvailability("FR01", null, 5, 0, null)] };

        await house.Prices.CheckAsync("o2", default);
        await house.Prices.CheckAsync("o1", default);

        Assert.Equal("STOCK_SHORT", OrderOf("o2").Obstacles![0].Code);
        Assert.Equal("0", OrderOf("o2").Obstacles![0].Text);
        Assert.True(RecordOf("o1").ArePricesChecked);
    }

    [Theory]
    [InlineData("refused", 0)]
    [InlineData("cancelled", 0)]
    [InlineData("planned", 3)]
    [InlineData("sending", 3)]
    [InlineData("received", 3)]
    [InlineData("booked, no newer figure", 3)]
    [InlineData("booked, a newer figure", 0)]
    [InlineData("rejected", 0)]
    [InlineData("partly rejected", 1)]
    [InlineData("never stored, now", 3)]
    [InlineData("never stored, long ago", 0)]
    [InlineData("another article", 0)]
    public async Task A_promise_counts_until_it_is_booked_and_seen_or_until_nothing_comes(string situation, int expected)
    {
        Receive(house, "o1", 3);
        DateTimeOffset now = house.Clock.GetUtcNow();
        PurchaseOrderNumber number = PurchaseOrderNumber.Derive("o1", 1);
        PurchaseOrder purchase = new()
        {
            Number = number, Distributor = "ingram-micro", Currency = "EUR",
            Lines = [new PurchaseOrderLine { LineNumber = new LineNumber(1), Sku = DistributorSku.Parse(situation == "another article" ? "C" : "A"), Quantity = 3, UnitPrice = 10 }],
        };
        purchase = situation switch
        {
            "refused" => purchase with { Phase = PurchasePhase.Refused },
            "cancelled" => purchase with { Phase = PurchasePhase.Cancelled },
            "sending" => purchase with { Phase = PurchasePhase.Sending },
            "received" => purchase with { Phase = PurchasePhase.Acknowledged },
            "booked, no newer figure" or "booked, a newer figure" => Answered(AnOrder.Answer(1, 10, "A", 3, 3, 0)),
            "rejected" => Answered(AnOrder.Answer(1, 10, "A", 3, 0, 0)),
            "partly rejected" => Answered(AnOrder.Answer(1, 10, "A", 1, 1, 0), AnOrder.Answer(1, 20, "A", 2, 0, 0)),
            _ => purchase,
        };
        house.Store.Put(house.Store.All[0] with
        {
            Order = house.Store.All[0].Order with { PurchaseOrders = situation.StartsWith("never", StringComparison.Ordinal) ? [] : [purchase] },
            Attempts = [new PurchaseAttempt { Number = number, AcknowledgedAt = now.AddHours(-1) }],
        });
        Promise promise = new("o1", number.Value, 1, 3, situation.EndsWith("ago", StringComparison.Ordinal) ? now.AddMinutes(-15) : now.AddMinutes(-14));

        IReadOnlyList<Promise> living = await new PromisedUnits(house.Choosing, house.Store, house.Clock).LivingAsync(
            ("ingram-micro", "A"), [promise], situation == "booked, a newer figure" ? now.AddDays(365) : now.AddHours(-2), default);

        Assert.Equal(expected, living.Sum(static one => one.Quantity));

        PurchaseOrder Answered(params OrderResponseLine[] lines) => (purchase with { Phase = PurchasePhase.Acknowledged })
            .Apply(AnOrder.Response(1, "8001", lines) with { PurchaseOrderNumber = number.Value }).Value;
    }

    [Fact]
    public async Task Who_finds_others_faster_fifty_times_in_a_row_gives_up_and_promises_nothing_then_and_once_later()
    {
        await SourceAsync("o1", 5);
        int rounds = 0;
        house.Choosing.Put("ingram-micro", "A");
        house.Choosing.BeforePromise = () =>
        {
            // Somebody else is always there first.
            house.Choosing.Overtake("ingram-micro", "A");
            rounds++;
            return Task.CompletedTask;
        };

        await Assert.ThrowsAsync<InvalidOperationException>(() => house.Prices.CheckAsync("o1", default));

        Assert.Equal(50, rounds);
        Assert.Empty(house.Choosing.Of("ingram-micro", "A"));

        house.Choosing.BeforePromise = static () => Task.CompletedTask;
        await house.Prices.CheckAsync("o1", default);

        Assert.Equal(5, Assert.Single(house.Choosing.Of("ingram-micro", "A")).Quantity);
    }

    [Fact]
    public async Task What_is_over_is_forgotten_when_the_next_promise_is_made()
    {
        house.Choosing.Put("ingram-micro", "A", new Promise("gone", "P-X", 1, 5, house.Clock.GetUtcNow()));

        await SourceAsync("o1", 3);

        Assert.Equal(["o1"], house.Choosing.Of("ingram-micro", "A").Select(static promise => promise.OrderId));
    }

    [Fact]
    public async Task Choosing_again_after_a_cut_promises_once()
    {
        Receive(house, "o1", 3);
        house.Cuts.At = 3; // read, promise, claim, then the write
        await Assert.ThrowsAsync<CutException>(() => house.Sourcing.SourceAsync("o1", default));
        house.Cuts.Reset();

        await house.Sourcing.SourceAsync("o1", default);

        Assert.Equal(3, Assert.Single(house.Choosing.Of("ingram-micro", "A")).Quantity);
        Assert.Equal("ingram-micro", OrderOf("o1").PurchaseOrders.Single().Distributor);
    }

    private static void Receive(AHouse house, string id, int quantity, bool complete = false) =>
        house.Receive(order => order with { OrderId = id, ShipComplete = complete }, FallBackTests.Wanted(quantity));

    private Task SourceAsync(string id, int quantity, bool complete = false)
    {
        Receive(house, id, quantity, complete);
        return house.Sourcing.SourceAsync(id, default);
    }

    private OrderRecord RecordOf(string id) => house.Store.All.Single(record => record.Order.OrderId == id);

    private Core.Orders.Sales.SalesOrder OrderOf(string id) => RecordOf(id).Order;
}
