using System.Globalization;
using Pipeline.Simulators.Intcomex.Calls;
using Pipeline.Simulators.Intcomex.Faults;
using Pipeline.Simulators.Intcomex.Orders;
using Pipeline.Simulators.Intcomex.Products;

namespace Pipeline.Simulators.Intcomex;

/// <summary>Intcomex Web Services in this process, on a port of 127.0.0.1, for tests.</summary>
/// <remarks>
/// Strict: what the reference does not allow is refused. Knows nothing of the connector, so that a mistake there is not
/// repeated here. State is in memory. Safe for several threads.
/// </remarks>
public sealed class IntcomexSimulator : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly SimulatedIws service;

    private IntcomexSimulator(WebApplication app, SimulatedIws service) => (this.app, this.service) = (app, service);

    /// <summary>Address of the service, for example <c>http://127.0.0.1:40123/intcomex/v1/</c>.</summary>
    public Uri Url => new(new Uri(app.Urls.First()), "/intcomex/v1/");

    /// <summary>Address of the control API, for example <c>http://127.0.0.1:40123/intcomex/</c>.</summary>
    public Uri Control => new(Url, "/intcomex/");

    /// <summary>Faults to switch on and off.</summary>
    public IwsFaultSwitches Faults => service.Faults;

    /// <summary>The calls and what came of them.</summary>
    public CallJournal Journal => service.Journal;

    /// <summary>The orders.</summary>
    public OrderBook Orders => service.Orders;

    /// <summary>Units and prices.</summary>
    public Shelf Shelf => service.Shelf;

    /// <summary>Pace of the orders that are placed from now on.</summary>
    public OrderPace Pace
    {
        get => service.Pace;
        set => service.Pace = value;
    }

    /// <summary>Starts the simulator with the real clock; it listens when the task ends.</summary>
    public static Task<IntcomexSimulator> StartAsync(IntcomexOptions options) => StartAsync(options, TimeProvider.System);

    /// <summary>Starts the simulator; it listens when the task ends.</summary>
    /// <param name="options">The customer, the products and the temper.</param>
    /// <param name="clock">Clock of tokens, cadence, orders and delays.</param>
    public static async Task<IntcomexSimulator> StartAsync(IntcomexOptions options, TimeProvider clock)
    {
        SimulatedIws simulated = new(options, clock);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{options.Port}"));
        builder.Logging.ClearProviders();
        WebApplication host = builder.Build();
        host.MapIntcomex(simulated);
        await host.StartAsync();
        return new IntcomexSimulator(host, simulated);
    }

    /// <summary>Forgets orders, calls, stock and prices, and takes faults and pace of the start.</summary>
    public void Reset() => service.Reset();

    /// <summary>Stops listening.</summary>
    public ValueTask DisposeAsync() => app.DisposeAsync();
}
