using System.Text.Json.Nodes;

namespace Pipeline.Scenarios.Orders;

/// <summary>Orders on systems with other settings.</summary>
public sealed class OrderSettingsTests
{
    [Fact]
    public async Task By_configuration_alone_an_order_lives_in_the_other_profile()
    {
        await using OrderSystem system = await OrderSystem.StartAsync("benelux-genesis");

        await OrderLifeTests.AssertLifeAsync(system);
    }

    [Fact]
    public async Task An_order_in_test_mode_ends_simulated_and_shows_what_it_would_have_sent()
    {
        await using OrderSystem system = await OrderSystem.StartAsync("c1", ("Orders__Mode", "test"));

        JsonNode placed = await system.PlaceAsync("test-mode", ("7100231", 2));
        _ = await system.UntilAsync(placed, "simulated");

        JsonNode create = (await system.TimelineAsync(placed)).First(entry => (string?)entry!["step"] == "orderCreate")!;
        string body = await system.TextAsync($"/api/exchanges/{create["exchangeId"]}/request");
        Assert.Contains("<OrderCreateRequest>", body, StringComparison.Ordinal);
        Assert.Contains("<RequestedQuantity UnitOfMeasure=\"EA\">2</RequestedQuantity>", body, StringComparison.Ordinal);
        Assert.DoesNotContain(OrderSystem.Password, body, StringComparison.Ordinal);
        Assert.Empty(system.Ingram.Ledger.Orders);
    }
}
