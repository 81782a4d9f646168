using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Orders;

/// <summary>What becomes of orders when the app ends as if all were well (functions-custom-handler.md §7.9).</summary>
public sealed class OrderHostExitTests
{
    [Fact]
    public async Task After_exit_code_0_everything_waits_for_a_new_host_and_then_every_order_ends()
    {
        await using OrderSystem system = await OrderSystem.StartAsync("c1", FaultyHost.Soon);
        await system.Pipeline.KillHostAsync("--fault", "exit-0:PlacePurchaseOrder:2");
        string[] ids = await FaultyHost.PlaceAsync(system, 2);
        await WaitFor.TrueAsync(
            () => Task.FromResult(FaultyHost.Count(system.Pipeline.Log, "never started again") == 1), TimeSpan.FromSeconds(60), "the app has ended for good");

        Assert.Null(await system.Pipeline.TryGetAsync("/api/health"));
        await system.Pipeline.KillHostAsync();

        await FaultyHost.FollowAsync(system, ids);
    }
}
