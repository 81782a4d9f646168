using Pipeline.Core.Messages.Reading;
using Pipeline.Core.Orders.Placing;
using Pipeline.Partners.Distributors.IngramMicro.Reading;
using Pipeline.Partners.Distributors.IngramMicro.Wire;

namespace Pipeline.Partners.Distributors.IngramMicro;

/// <summary>Our account at Ingram Micro, with its profile as it is now, or as it was a minute ago.</summary>
internal sealed class IngramMicroAccount(
    IHttpClientFactory clients, IngramMicroAccountOptions services, IngramMicroProfile profile, TimeProvider clock)
{
    private readonly Lock gate = new();
    private IngramMicroConnector? connector;
    private WireProfile? used;

    /// <summary>The connector, made when it is first needed and again when the profile changes.</summary>
    /// <exception cref="FormatException">The profile or an address cannot work; the message names it.</exception>
    public IDistributorService Services()
    {
        lock (gate)
        {
            WireProfile current = profile.Current();
            if (connector is null || !ReferenceEquals(used, current))
            {
                connector = new IngramMicroConnector(clients.CreateClient(IngramMicroHttp.Partner), services, current, clock);
                used = current;
            }

            return connector;
        }
    }

    /// <summary>What reads pushed messages.</summary>
    /// <exception cref="FormatException">The profile cannot work; the message says why.</exception>
    public IOrderMessageReader Reader() => new MessageReader(profile.Current());
}
