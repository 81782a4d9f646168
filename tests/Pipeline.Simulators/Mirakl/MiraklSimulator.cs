using System.Globalization;
using Pipeline.Simulators.Mirakl.Audits;
using Pipeline.Simulators.Mirakl.Calls;
using Pipeline.Simulators.Mirakl.Faults;
using Pipeline.Simulators.Mirakl.Platform;

namespace Pipeline.Simulators.Mirakl;

/// <summary>A Mirakl tenant in this process, on a port of 127.0.0.1, for tests.</summary>
/// <remarks>
/// Strict: what the vendor does not allow is refused. Knows nothing of the connector, so that a mistake there is not repeated
/// here. State is in memory. Safe for several threads.
/// </remarks>
public sealed class MiraklSimulator : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly SimulatedTenant tenant;

    private MiraklSimulator(WebApplication app, SimulatedTenant tenant) => (this.app, this.tenant) = (app, tenant);

    /// <summary>Address below which <c>api/…</c> and the control API lie, for example <c>http://127.0.0.1:40123/mirakl/</c>.</summary>
    public Uri Url => new(new Uri(app.Urls.First()), "/mirakl/");

    /// <summary>Faults to switch on and off.</summary>
    public MiraklFaultSwitches Faults => tenant.Faults;

    /// <summary>The calls and what came of them.</summary>
    public CallJournal Journal => tenant.Journal;

    /// <summary>The tenant's time.</summary>
    public TenantClock Clock => tenant.Clock;

    /// <summary>How long the tenant takes for what begins from now on.</summary>
    public TenantPace Pace
    {
        get => tenant.Pace;
        set => tenant.Pace = value;
    }

    /// <summary>The operator's rules, and what the first shop did against them so far.</summary>
    public AuditReport Audit
    {
        get
        {
            lock (tenant.Gate)
            {
                return AuditReport.Of(tenant.Shop, tenant.MoveOn());
            }
        }
    }

    internal SimulatedTenant Tenant => tenant;

    /// <summary>Starts the simulator with the real clock; it listens when the task ends.</summary>
    public static Task<MiraklSimulator> StartAsync(MiraklOptions options) => StartAsync(options, TimeProvider.System);

    /// <summary>Starts the simulator; it listens when the task ends.</summary>
    /// <param name="options">The shop, the features and the temper.</param>
    /// <param name="clock">Clock that the tenant's own clock follows.</param>
    public static async Task<MiraklSimulator> StartAsync(MiraklOptions options, TimeProvider clock)
    {
        SimulatedTenant simulated = new(options, clock);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{options.Port}"));
        builder.Logging.ClearProviders();
        WebApplication host = builder.Build();
        host.MapMirakl(simulated);
        await host.StartAsync();
        return new MiraklSimulator(host, simulated);
    }

    /// <summary>Takes the state of the start again; the clock goes on.</summary>
    public void Reset() => tenant.Reset();

    /// <summary>Stops listening.</summary>
    public ValueTask DisposeAsync() => app.DisposeAsync();
}
