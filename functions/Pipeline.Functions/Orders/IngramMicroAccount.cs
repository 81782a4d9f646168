using Pipeline.Core.Exchanges;
using Pipeline.Core.Orders.Placing;
using Pipeline.Functions.Settings;
using Pipeline.Partners.Distributors.IngramMicro;
using Pipeline.Partners.Distributors.IngramMicro.Calls;
using Pipeline.Partners.Distributors.IngramMicro.Wire;

namespace Pipeline.Functions.Orders;

/// <summary>The connector of our account at Ingram Micro, made when it is first needed and again when its profile changes.</summary>
internal sealed class IngramMicroAccount(
    PipelineSettings settings, IngramMicroProfile profile, IExchangeLog log, TimeProvider clock) : IDisposable
{
    private readonly IngramMicroServices services = settings.IngramMicro.Services.ToServices();
    private readonly Lock gate = new();
    private SocketsHttpHandler? handler;
    private HttpClient? client;
    private IngramMicroConnector? connector;
    private WireProfile? used;

    /// <summary>The connector with the profile as it is now, or as it was a minute ago.</summary>
    /// <exception cref="FormatException">The profile or an address cannot work; the message names it.</exception>
    public IDistributorOrders Services()
    {
        lock (gate)
        {
            WireProfile current = profile.Current();
            if (connector is null || !ReferenceEquals(used, current))
            {
                // One account and one gateway for the life of the process: the handler renews its connections by itself, and
                // the connector keeps the deadline.
                handler ??= IngramMicroHandler.Create(services);
                client ??= new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
                connector = new IngramMicroConnector(client, services, current, log, clock);
                used = current;
            }

            return connector;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        client?.Dispose();
        handler?.Dispose();
    }
}
