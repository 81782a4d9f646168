using Pipeline.Core.Exchanges;
using Pipeline.Core.Orders.Placing;
using Pipeline.Functions.Notifications;
using Pipeline.Functions.Settings;
using Pipeline.Partners.Distributors.IngramMicro;
using Pipeline.Partners.Distributors.IngramMicro.Calls;
using Pipeline.Partners.Distributors.IngramMicro.Wire;
using Pipeline.Storage.Feeds;

namespace Pipeline.Functions.Orders;

/// <summary>
/// The connector of our account at Ingram Micro, made when it is first needed. What <c>config/ingram-micro/{profile}.json</c>
/// in Blob storage says is laid over the embedded wire profile.
/// </summary>
internal sealed class IngramMicroAccount(
    PipelineSettings settings, ConfigStore config, IExchangeLog log, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly IngramMicroServices services = settings.IngramMicro.Services.ToServices();
    private readonly Lock gate = new();
    private SocketsHttpHandler? handler;
    private HttpClient? client;
    private IngramMicroConnector? connector;
    private string? layer;
    private DateTimeOffset until;

    /// <summary>The connector with the profile as it is now, or as it was a minute ago.</summary>
    /// <exception cref="FormatException">The profile or an address cannot work; the message names it.</exception>
    public IDistributorOrders Services()
    {
        lock (gate)
        {
            DateTimeOffset now = clock.GetUtcNow();
            if (connector is not null && now < until)
            {
                return connector;
            }

            string? found = config.Read(PushPartners.IngramMicro, services.Profile);
            if (connector is null || found != layer)
            {
                WireProfile profile = WireProfiles.Load(services.Profile, found, settings.IngramMicro.TimeZone);

                // One account and one gateway for the life of the process: the handler renews its connections by itself, and
                // the connector keeps the deadline.
                handler ??= IngramMicroHandler.Create(services);
                client ??= new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
                connector = new IngramMicroConnector(client, services, profile, log, clock);
                layer = found;
            }

            until = now + Remembered;
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
