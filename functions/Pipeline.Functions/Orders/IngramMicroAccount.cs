using Pipeline.Core.Orders.Placing;
using Pipeline.Partners.Distributors.IngramMicro;
using Pipeline.Partners.Distributors.IngramMicro.Wire;

namespace Pipeline.Functions.Orders;

/// <summary>The connector of our account at Ingram Micro, made when it is first needed and again when its profile changes.</summary>
internal sealed class IngramMicroAccount(
    IHttpClientFactory clients, IngramMicroServices services, IngramMicroProfile profile, TimeProvider clock)
{
    private readonly Lock gate = new();
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
                connector = new IngramMicroConnector(clients.CreateClient(IngramMicroHttp.Partner), services, current, clock);
                used = current;
            }

            return connector;
        }
    }
}
