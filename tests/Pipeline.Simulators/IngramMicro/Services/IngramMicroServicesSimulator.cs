using System.Globalization;
using Pipeline.Simulators.IngramMicro.Services.Calls;
using Pipeline.Simulators.IngramMicro.Services.Faults;
using Pipeline.Simulators.IngramMicro.Services.Orders;
using Pipeline.Simulators.IngramMicro.Services.Pushes;

namespace Pipeline.Simulators.IngramMicro.Services;

/// <summary>Ingram Micro's live services in this process, on a port of 127.0.0.1, for tests.</summary>
/// <remarks>
/// Strict: what the reference does not allow is refused. Knows nothing of the connector, so that a mistake there is not
/// repeated here. State is in memory. Safe for several threads.
/// </remarks>
public sealed class IngramMicroServicesSimulator : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly SimulatedServices services;

    private IngramMicroServicesSimulator(WebApplication app, SimulatedServices services) => (this.app, this.services) = (app, services);

    /// <summary>Root address, for example <c>http://127.0.0.1:40123/</c>; the control API is below <c>ingram-micro/</c>.</summary>
    public Uri Url => new(app.Urls.First());

    /// <summary>Address of the services in profile c1 (SOAP 1.1).</summary>
    public Uri C1 => new(Url, "/ingram-micro/c1");

    /// <summary>Address of the services in profile benelux-genesis (plain XML).</summary>
    public Uri Genesis => new(Url, "/ingram-micro/genesis");

    /// <summary>Faults to switch on and off.</summary>
    public FaultSwitches Faults => services.Faults;

    /// <summary>Requests and their verdicts.</summary>
    public RequestLog Log => services.Log;

    /// <summary>What was bought.</summary>
    public OrderLedger Ledger => services.Ledger;

    /// <summary>Rules of decision, the first that fits counts; a change counts for orders not yet decided.</summary>
    public IReadOnlyList<DecisionRule> Rules
    {
        get => services.Office.Rules;
        set => services.Office.Rules = value;
    }

    /// <summary>The postback; a change counts for every delivery after it.</summary>
    public PushOptions Push
    {
        get => services.Push;
        set => services.Push = value;
    }

    /// <summary>Delays of the steps still to come.</summary>
    public ServiceDelays Delays
    {
        get => services.Delays;
        set => services.Delays = value;
    }

    /// <summary>Starts the simulator with the real clock; it listens when the task ends.</summary>
    public static Task<IngramMicroServicesSimulator> StartAsync(ServicesOptions options) => StartAsync(options, TimeProvider.System);

    /// <summary>Starts the simulator; it listens when the task ends.</summary>
    /// <param name="options">The account, the articles and the temper.</param>
    /// <param name="clock">Clock of delays, patience and time stamps.</param>
    /// <exception cref="ArgumentOutOfRangeException">The country has no VAT rates here.</exception>
    public static async Task<IngramMicroServicesSimulator> StartAsync(ServicesOptions options, TimeProvider clock)
    {
        SimulatedServices services = new(options, clock);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{options.Port}"));
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        app.MapIngramMicroServices(services);
        await app.StartAsync();
        return new IngramMicroServicesSimulator(app, services);
    }

    /// <summary>Voids what was bought under a number and has not shipped, and pushes the status.</summary>
    /// <returns>How many purchases were voided.</returns>
    public Task<int> VoidAsync(string purchaseOrderNumber) => services.VoidAsync(purchaseOrderNumber);

    /// <summary>Releases what is on hold under a number.</summary>
    /// <returns>How many purchases were released.</returns>
    public int Release(string purchaseOrderNumber) => services.Release(purchaseOrderNumber);

    /// <summary>Forgets orders, requests and faults, and takes rules, delays and postback of the start.</summary>
    public Task ResetAsync() => services.ResetAsync();

    /// <summary>Stops listening and pushing.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await services.DisposeAsync();
    }
}
