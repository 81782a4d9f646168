using Pipeline.Core.Distributors;

namespace Pipeline.Functions.Notifications;

/// <summary>The partners that may push, by their name in the path.</summary>
internal sealed class PushPartners(DistributorCatalog distributors)
{
    private readonly Dictionary<string, PushGate> gates = distributors.All
        .Where(static distributor => distributor.Push is not null)
        .ToDictionary(static distributor => distributor.Code, static distributor => new PushGate(distributor.Push!), StringComparer.Ordinal);

    /// <summary>The gate of a partner, or null for a name nobody has.</summary>
    public PushGate? Find(string name) => gates.GetValueOrDefault(name);
}
