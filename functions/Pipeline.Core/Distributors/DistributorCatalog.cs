using System.Collections.Frozen;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Messages.Reading;

namespace Pipeline.Core.Distributors;

/// <summary>The registered distributors, in the order of their registration.</summary>
/// <exception cref="ArgumentException">Two have the same code.</exception>
public sealed class DistributorCatalog(IEnumerable<IDistributor> distributors) : IMessageReaders
{
    private readonly FrozenDictionary<string, IDistributor> byCode =
        distributors.ToFrozenDictionary(static distributor => distributor.Code, StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IReadOnlyList<IDistributor> All { get; } = [.. distributors];

    /// <summary>What the life cycle of orders has to know of each, by code.</summary>
    public IReadOnlyDictionary<string, DistributorTerms> Terms => All.ToDictionary(
        static distributor => distributor.Code,
        static distributor => new DistributorTerms(distributor.WorkingHours, distributor.SettingsFaults),
        StringComparer.Ordinal);

    /// <summary>The distributor with a code, or null.</summary>
    public IDistributor? Find(string code) => byCode.GetValueOrDefault(code);

    /// <inheritdoc />
    public IOrderMessageReader? For(string distributor) => Find(distributor)?.Reader();
}
