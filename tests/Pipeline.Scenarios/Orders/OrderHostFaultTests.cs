namespace Pipeline.Scenarios.Orders;

/// <summary>
/// What becomes of orders when the host fails on purpose while a purchase order is placed: answers lost, handlers killed, calls
/// made twice, results that come again, 31 MB of history (functions-custom-handler.md §7.9).
/// </summary>
public sealed class OrderHostFaultTests
{
    [Theory]
    [InlineData(8, "kill:PlacePurchaseOrder:1", "kill-done:PlacePurchaseOrder:2", "exit-1:PlacePurchaseOrder:3", "drop:PlacePurchaseOrder:4")]
    [InlineData(8, "twice:PlacePurchaseOrder:1", "duplicate:PlacePurchaseOrder:2", "late:PlacePurchaseOrder:3", "twice:OrderLifecycle:9", "history:OrderLifecycle:12", "history:OrderLifecycle:20")]
    public Task Every_order_is_bought_once_and_ends(int orders, params string[] faults) => FaultyHost.RunAsync(orders, faults);
}
