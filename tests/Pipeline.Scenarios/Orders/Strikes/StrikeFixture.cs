using System.Globalization;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Orders.Strikes;

/// <summary>A running system in which one order after the other is struck.</summary>
public sealed class StrikeFixture : IAsyncLifetime
{
    /// <summary>How long a call may take here; ten minutes in host.json.</summary>
    internal static readonly TimeSpan FunctionTimeout = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private OrderSystem? system;
    private FrequentSweeps? sweeps;
    private int orders;

    internal PipelineSystem Pipeline => system!.Pipeline;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        system = await OrderSystem.StartAsync(
            "c1", [.. OrderSystem.Soon, (PipelineSystem.HostJson + "functionTimeout", FunctionTimeout.ToString("c", CultureInfo.InvariantCulture))]);
        sweeps = FrequentSweeps.Start(Pipeline, "SweepOrders", "SweepNotifications");
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await sweeps!.DisposeAsync();
        await system!.DisposeAsync();
    }

    /// <summary>Places an order and strikes it.</summary>
    /// <returns>The order's id, and the strike, whose blow has been struck.</returns>
    internal async Task<(string OrderId, Strike Strike)> StrikeAsync(StrikePoint point, Action blow)
    {
        Strike strike = Strike.At(system!, point, blow);
        string key = string.Create(CultureInfo.InvariantCulture, $"struck-{++orders}");
        string orderId = (string)(await system!.PlaceAsync(key, ("7100231", 1), ("7100552", 1)))["orderId"]!;
        await strike.Struck.WaitAsync(Limit);
        return (orderId, strike);
    }

    /// <summary>Waits until an order goes on after a strike, within a time; and until it ends as if nothing had been.</summary>
    /// <returns>After how long it went on.</returns>
    internal async Task<TimeSpan> FollowAsync(string orderId, Strike strike, TimeSpan limit, string what)
    {
        TimeSpan goesOn = await strike.GoesOn.WaitAsync(Limit);
        TestReport.Write(string.Create(CultureInfo.InvariantCulture, $"{what}: the order goes on after {goesOn.TotalSeconds:F1} s"));
        Assert.InRange(goesOn, TimeSpan.Zero, limit);
        await system!.AssertEndsAsync(orderId, Limit);
        return goesOn;
    }
}
