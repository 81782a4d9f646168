namespace Pipeline.Scenarios.Orders;

/// <summary>
/// What becomes of orders when the host fails on purpose in the turns of their orchestrations, and when calls take too long
/// (functions-custom-handler.md §7.9).
/// </summary>
public sealed class OrderTurnFaultTests
{
    [Theory]
    [InlineData(4, "delay:PlacePurchaseOrder:1", "delay:OrderLifecycle:9", "kill-done:WakeOrder:2", "drop:ReviewOrder:3")]
    public Task Every_order_is_bought_once_and_ends(int orders, params string[] faults) => FaultyHost.RunAsync(orders, faults);

    [Theory]
    [InlineData(6, "kill:OrderLifecycle:2", "kill-done:OrderLifecycle:9", "drop:OrderLifecycle:14", "exit-1:OrderLifecycle:20")]
    public async Task Orchestrations_that_failed_for_good_are_replaced_and_every_order_ends(int orders, params string[] faults)
    {
        string log = await FaultyHost.RunAsync(orders, faults);

        Assert.True(FaultyHost.Count(log, "it was started again") > 0, log);
    }
}
