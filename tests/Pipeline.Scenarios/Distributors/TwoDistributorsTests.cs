using System.Text.Json.Nodes;
using Pipeline.Scenarios.Orders;
using Pipeline.Simulators.Intcomex;
using Pipeline.Simulators.Intcomex.Faults;
using Pipeline.Simulators.Intcomex.Orders;
using Pipeline.Simulators.IngramMicro;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Distributors;

/// <summary>One product, two distributors: who gets the order, and what happens when the chosen one does not bring it.</summary>
public sealed class TwoDistributorsTests
{
    private const string Sku = "NB101ZTR01";

    [Fact]
    public async Task An_order_goes_to_the_cheaper_one_to_the_other_without_stock_and_to_the_other_after_a_cancellation_and_is_never_bought_twice()
    {
        await using IntcomexSimulator intcomex = await IntcomexSimulator.StartAsync(
            new IntcomexOptions { Cadence = TimeSpan.Zero, Pace = OrderPace.Each(TimeSpan.FromSeconds(1)) });
        await using OrderSystem system = await OrderSystem.StartAsync("c1", [.. OrderSystem.Soon, .. BesideIntcomex.Settings(intcomex)]);
        system.Pipeline.Upload(FeedKind.Stock, SampleFiles.Read(FeedKind.Stock), TimeProvider.System.GetUtcNow());
        _ = await system.Pipeline.RunFlowAsync("ingram.stock", "succeeded");
        // The same prices as before, of today: older ones do not count where there is another distributor.
        system.Pipeline.Upload(FeedKind.Price, SampleFiles.Read(FeedKind.Price), TimeProvider.System.GetUtcNow());
        _ = await system.Pipeline.RunFlowAsync("ingram.price", "nothingToDo");
        await BesideIntcomex.ReadAsync(system, "catalog", "price", "stock", "content");

        JsonNode found = await system.Pipeline.GetAsync($"/api/catalog?gtin={BesideIntcomex.Gtin}");
        Assert.Equal(["ingram-micro", "intcomex"], found["items"]!.AsArray().Select(static item => (string)item!["distributor"]!));
        Assert.Single(found["products"]!.AsArray());

        // 574.50 USD are less than 612.40 EUR.
        JsonNode cheaper = await system.UntilAsync(await BesideIntcomex.PlaceAsync(system, "cheaper"), "complete");
        Assert.Equal(["intcomex"], BesideIntcomex.Bought(cheaper));
        Assert.NotEmpty(cheaper["purchaseOrders"]![0]!["serialNumbers"]!.AsArray());
        Assert.Single(cheaper["purchaseOrders"]![0]!["invoices"]!.AsArray());

        // Killed while the answer to placeorder is on its way.
        intcomex.Faults.Set(new IwsFaultSwitch(IwsFault.Slow) { On = "placeorder", Count = 1, Delay = TimeSpan.FromSeconds(20) });
        JsonNode interrupted = await BesideIntcomex.PlaceAsync(system, "interrupted");
        await WaitFor.TrueAsync(() => intcomex.Orders.All.Count == 2, TimeSpan.FromSeconds(30), "the order has arrived");
        Assert.True(system.Pipeline.KillWorker());
        Assert.Equal(["intcomex"], BesideIntcomex.Bought(await system.UntilAsync((string)interrupted["orderId"]!, "complete", TimeSpan.FromMinutes(4))));
        Assert.All(intcomex.Orders.Counts, static count => Assert.Equal(1, count.Value));

        intcomex.Shelf.SetStock(Sku, 0);
        await BesideIntcomex.ReadAsync(system, "stock");
        Assert.Equal(["ingram-micro"], BesideIntcomex.Bought(await system.UntilAsync(await BesideIntcomex.PlaceAsync(system, "sold-out"), "complete")));

        intcomex.Shelf.SetStock(Sku, 30);
        await BesideIntcomex.ReadAsync(system, "stock");
        intcomex.Faults.Set(IwsFault.OrderRejected, 1);
        JsonNode cancelled = await BesideIntcomex.PlaceAsync(system, "cancelled");
        JsonNode ended = await system.UntilAsync(cancelled, "complete");
        Assert.Equal(["intcomex", "ingram-micro"], BesideIntcomex.Bought(ended));
        Assert.Contains(
            "intcomex does not bring 1 piece of line 1; another distributor is looked for.",
            (await system.TimelineAsync(cancelled)).Select(static entry => (string)entry!["summary"]!));
        Assert.All(intcomex.Orders.Counts, static count => Assert.Equal(1, count.Value));
        Assert.All(system.Ingram.Ledger.Orders, static entry => Assert.Equal(1, entry.TimesBought));
        Assert.DoesNotContain(new IntcomexOptions().AccessKey, system.Pipeline.Log, StringComparison.Ordinal);
    }
}
