using Pipeline.Core.Distributors;

namespace Pipeline.Functions.Notifications;

/// <summary>The partners that may push, by their name in the path.</summary>
internal sealed class PushPartnerDirectory(DistributorCatalog distributors)
{
    private readonly Dictionary<string, PushAuthentication> gates = distributors.All
        .Where(static distributor => distributor.Push is not null)
        .ToDictionary(static distributor => distributor.Code, static distributor => new PushAuthentication(distributor.Push!), StringComparer.Ordinal);

    /// <summary>The gate of a partner, or null for a name nobody has.</summary>
    public PushAuthentication? Find(string name) => gates.GetValueOrDefault(name);
}
