using System.Net;
using System.Text.Json.Nodes;
using Pipeline.Scenarios.Orders;
using Pipeline.Simulators.Intcomex;
using Pipeline.Simulators.Intcomex.Faults;
using Pipeline.Simulators.Intcomex.Orders;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Distributors;

/// <summary>The app is killed while an answer of Intcomex is on its way.</summary>
public sealed class KilledAtIntcomexTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task An_order_is_cancelled_there_once_and_nothing_is_bought_anew()
    {
        await using IntcomexSimulator intcomex = await StartAsync();
        await using OrderSystem system = await StartAsync(intcomex);
        JsonNode order = await BesideIntcomex.PlaceAsync(system, "cancel");
        _ = await system.UntilAsync((string)order["orderId"]!, "confirmed", Limit);

        Hold(intcomex, "cancelorder");
        using HttpResponseMessage asked = await system.Pipeline.PostAsync($"/api/orders/{order["orderId"]}/cancel");
        Assert.True(asked.StatusCode == HttpStatusCode.Accepted, await asked.Content.ReadAsStringAsync());
        await KillAtAsync(system, intcomex, "cancelorder");

        JsonNode ended = await system.UntilAsync((string)order["orderId"]!, "cancelled", Limit);
        Assert.Equal(["intcomex"], BesideIntcomex.Bought(ended));
        Assert.Equal(OrderBook.Cancelled, Assert.Single(intcomex.Orders.All).Status);
        Assert.Single(intcomex.Journal.Of("cancelorder"));
        Assert.Empty(system.Ingram.Ledger.Orders);
    }

    [Fact]
    public async Task A_comparison_of_orders_is_done_again_and_finds_each_difference_once()
    {
        await using IntcomexSimulator intcomex = await StartAsync();
        await using OrderSystem system = await StartAsync(intcomex);
        JsonNode order = await BesideIntcomex.PlaceAsync(system, "compare");
        _ = await system.UntilAsync((string)order["orderId"]!, "confirmed", Limit);
        string number = Assert.Single(intcomex.Orders.All).CustomerOrderNumber;
        _ = intcomex.Orders.Change(number, static placed => placed with { ShippingFee = 9 });

        Hold(intcomex, "getorders");
        Uri execution = await system.Pipeline.StartFlowAsync("intcomex.reconcile");
        await KillAtAsync(system, intcomex, "getorders");

        JsonNode ended = await system.Pipeline.FollowAsync(execution, Limit);
        Assert.True((string?)ended["status"] == "succeeded", ended.ToJsonString());
        JsonNode found = Assert.Single((await system.Pipeline.GetAsync("/api/reconciliations"))["items"]!.AsArray())!;
        Assert.Equal(("AMOUNT_DIFFERS", number, "open"), ((string)found["kind"]!, (string)found["purchaseOrderNumber"]!, (string)found["state"]!));
        Assert.Equal(1, (int)ended["counts"]!["created"]!);
    }

    private static Task<IntcomexSimulator> StartAsync() => IntcomexSimulator.StartAsync(
        new IntcomexOptions { Cadence = TimeSpan.Zero, Pace = OrderPace.Each(TimeSpan.FromHours(1)) });

    private static async Task<OrderSystem> StartAsync(IntcomexSimulator intcomex)
    {
        OrderSystem system = await OrderSystem.StartAsync("c1", [.. OrderSystem.Soon, .. BesideIntcomex.Settings(intcomex)]);
        await BesideIntcomex.ReadAsync(system, "catalog", "price", "stock");
        return system;
    }

    /// <summary>Lets the next answer of an operation take longer than the app lives; the work is done before.</summary>
    private static void Hold(IntcomexSimulator intcomex, string operation) =>
        intcomex.Faults.Set(new IwsFaultSwitch(IwsFault.Slow) { On = operation, Count = 1, Delay = TimeSpan.FromSeconds(20) });

    private static async Task KillAtAsync(OrderSystem system, IntcomexSimulator intcomex, string operation)
    {
        await WaitFor.TrueAsync(() => intcomex.Journal.Of(operation).Count == 1, TimeSpan.FromSeconds(60), $"{operation} has arrived");
        Assert.True(system.Pipeline.KillWorker());
    }
}
