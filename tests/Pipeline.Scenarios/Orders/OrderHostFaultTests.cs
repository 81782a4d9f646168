using System.Text.Json.Nodes;
using Pipeline.Simulators.IngramMicro.Services.Orders;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Orders;

/// <summary>
/// What becomes of orders when the host fails on purpose: answers lost, handlers killed, calls too long or made twice,
/// results that come again, 31 MB of history, exit code 0 (functions-custom-handler.md §7.9).
/// </summary>
public sealed class OrderHostFaultTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(6);

    private static readonly (string Name, string Value)[] Soon = [("Orders__AskAgainMinutes", "1"), ("Orders__ReviewMarginMinutes", "1")];

    [Theory]
    [InlineData(8, "kill:PlacePurchaseOrder:1", "kill-done:PlacePurchaseOrder:2", "exit-1:PlacePurchaseOrder:3", "drop:PlacePurchaseOrder:4")]
    [InlineData(8, "twice:PlacePurchaseOrder:1", "duplicate:PlacePurchaseOrder:2", "late:PlacePurchaseOrder:3", "twice:OrderLifecycle:9", "history:OrderLifecycle:12", "history:OrderLifecycle:20")]
    [InlineData(6, "kill:OrderLifecycle:2", "kill-done:OrderLifecycle:9", "drop:OrderLifecycle:14", "exit-1:OrderLifecycle:20")]
    [InlineData(4, "delay:PlacePurchaseOrder:1", "delay:OrderLifecycle:9", "kill-done:WakeOrder:2", "drop:ReviewOrder:3")]
    public async Task Every_order_is_bought_once_and_ends(int orders, params string[] faults)
    {
        await using OrderSystem system = await OrderSystem.StartAsync("c1", Soon);
        await system.Pipeline.KillHostAsync([.. faults.SelectMany(static fault => new[] { "--fault", fault }), "--function-timeout", "00:00:15"]);

        await PlaceAndFollowAsync(system, orders);

        Assert.Equal(faults.Length, Count(system.Pipeline.Log, "Fault on purpose"));
        if (faults.Any(static fault => fault.EndsWith("OrderLifecycle:2", StringComparison.Ordinal)))
        {
            // Their orchestrations had failed for good; the record was there, and others took their place.
            Assert.True(Count(system.Pipeline.Log, "it was started again") > 0, system.Pipeline.Log);
        }

        TestReport.Write($"host faults: {string.Join(", ", faults)}; {orders} orders ended, each bought once");
    }

    [Fact]
    public async Task After_exit_code_0_everything_waits_for_a_new_host_and_then_every_order_ends()
    {
        await using OrderSystem system = await OrderSystem.StartAsync("c1", Soon);
        await system.Pipeline.KillHostAsync("--fault", "exit-0:PlacePurchaseOrder:2");
        string[] ids = await PlaceAsync(system, 2);
        await WaitFor.TrueAsync(
            () => Task.FromResult(Count(system.Pipeline.Log, "never started again") == 1), TimeSpan.FromSeconds(60), "the app has ended for good");

        Assert.Null(await system.Pipeline.TryGetAsync("/api/health"));
        await system.Pipeline.KillHostAsync();

        await FollowAsync(system, ids);
    }

    private static async Task PlaceAndFollowAsync(OrderSystem system, int orders) =>
        await FollowAsync(system, await PlaceAsync(system, orders));

    private static async Task<string[]> PlaceAsync(OrderSystem system, int orders)
    {
        string[] ids = new string[orders];
        for (int order = 0; order < orders; order++)
        {
            while (ids[order] is null)
            {
                try
                {
                    ids[order] = (string)(await system.PlaceOrRepeatAsync($"order-{order}", ("7100231", 1), ("7100552", 1)))["orderId"]!;
                }
                catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException)
                {
                    await Task.Delay(100);
                }
            }
        }

        return ids;
    }

    private static async Task FollowAsync(OrderSystem system, string[] ids)
    {
        JsonNode[] ended = await Task.WhenAll(ids.Select(id => system.UntilAsync(id, "complete", Limit)));

        Assert.Equal(ids, ended.Select(static order => (string?)order["orderId"]));
        IReadOnlyList<LedgerEntry> ledger = system.Ingram.Ledger.Orders;
        Assert.Equal(ids.Length, ledger.Count);
        Assert.All(ledger, static entry => Assert.Equal(1, entry.TimesBought));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
