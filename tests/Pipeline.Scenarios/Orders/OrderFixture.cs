using Pipeline.Scenarios.Infrastructure;

namespace Pipeline.Scenarios.Orders;

/// <summary>A running system with a catalogue and the distributor's services; orders and messages are removed for each test.</summary>
public sealed class OrderFixture : IAsyncLifetime
{
    private OrderSystem? system;

    /// <inheritdoc/>
    public async Task InitializeAsync() =>
        system = await OrderSystem.StartAsync("c1", [.. OrderSystem.Soon, ("Orders__StartAlarmMinutes", "0"), .. OrderSystem.Told]);

    /// <inheritdoc/>
    public async Task DisposeAsync() => await system!.DisposeAsync();

    /// <summary>The system without an order, on either side.</summary>
    internal async Task<OrderSystem> WithoutOrdersAsync()
    {
        await system!.ForgetAsync();
        await AppData.RestAsync(system.Pipeline.Storage.ConnectionString);
        await AppData.ClearOrdersAsync(system.Pipeline.Storage.ConnectionString);
        system.Pipeline.Console.Clear();
        return system;
    }

    /// <summary>The system with nothing in its storage but the sample price file, just imported.</summary>
    internal async Task<OrderSystem> WithCatalogOnlyAsync()
    {
        await system!.ForgetAsync();
        await AppData.RestAsync(system.Pipeline.Storage.ConnectionString);
        await AppData.ClearAsync(system.Pipeline.Storage.ConnectionString);
        await system.LoadCatalogAsync();
        return system;
    }
}
