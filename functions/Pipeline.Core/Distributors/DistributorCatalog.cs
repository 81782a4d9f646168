using Pipeline.Core.Catalog.Sources;
using System.Collections.Frozen;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Messages.Reading;

namespace Pipeline.Core.Distributors;

/// <summary>The registered distributors, in the order of their registration.</summary>
/// <exception cref="ArgumentException">Two have the same code.</exception>
/// <exception cref="InvalidOperationException">Two feeds of one carry the same kind of facts, or a feed carries what it cannot.</exception>
public sealed class DistributorCatalog(IEnumerable<IDistributor> distributors) : IMessageReaderDirectory, IOfferTerms
{
    private readonly FrozenDictionary<string, IDistributor> byCode =
        distributors.Where(static distributor => !distributor.IsOff).ToFrozenDictionary(static distributor => distributor.Code, StringComparer.Ordinal);

    /// <summary>All of them that are not off.</summary>
    public IReadOnlyList<IDistributor> All { get; } = [.. distributors.Where(static distributor => !distributor.IsOff).Select(Checked)];

    /// <summary>What the life cycle of orders has to know of each, by code.</summary>
    public IReadOnlyDictionary<string, DistributorTerms> Terms => All.ToDictionary(
        static distributor => distributor.Code,
        static distributor => new DistributorTerms(distributor.WorkingHours, distributor.SettingsFaults) 
        {
            Follow = distributor.Follow,
            Recovery = distributor.Recovery,
            BusyRecovery = distributor.BusyRecovery,
            TakesCancellations = distributor.TakesCancellations,
        },
        StringComparer.Ordinal);

    /// <summary>The distributor with a code, or null.</summary>
    public IDistributor? Find(string code) => byCode.GetValueOrDefault(code);

    /// <inheritdoc />
    public int? MinimumUnitsOf(string distributor) => Find(distributor)?.MinimumUnits;

    /// <inheritdoc />
    public IOrderMessageReader? For(string distributor) => Find(distributor)?.Reader();

    // Each kind of facts has one owner, or the order of arrival would decide; the stock feed has a word beside the others' stock.
    private static IDistributor Checked(IDistributor distributor)
    {
        FactKinds known = FactKinds.None;
        foreach (DistributorFeed feed in distributor.Feeds)
        {
            FactKinds main = FeedForm.Usual(feed.Kind).Facts;
            FactKinds needed = feed.Kind is FeedKind.Price ? FactKinds.Price : main;
            FactKinds allowed = feed.Kind is FeedKind.Price or FeedKind.Catalog ? FactKinds.Product | FactKinds.Price | FactKinds.Stock : main;
            FactKinds carried = feed.Form.Facts;
            if (!carried.HasFlag(needed) || (carried & ~allowed) != FactKinds.None)
            {
                throw new InvalidOperationException($"The feed {feed.Kind} of {distributor.Code} carries {carried}; {needed} is needed, {allowed} is possible.");
            }

            carried = feed.Kind is FeedKind.Stock ? FactKinds.None : carried;
            known = (known & carried) == FactKinds.None
                ? known | carried
                : throw new InvalidOperationException($"Two feeds of {distributor.Code} carry {known & carried}; one of them may.");
        }

        return distributor;
    }
}
