using System.Collections.Concurrent;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Catalog.Sources;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Feeds;

/// <summary>Reads what the catalogue of a distributor has in common.</summary>
public sealed class DistributorContexts(ICatalogStore catalog, IFeedStore feeds, IFeedProfileCatalog profiles, IOfferTerms terms) : IDistributorContexts
{
    private readonly ConcurrentDictionary<string, CategoryTree> trees = new(StringComparer.Ordinal);

    /// <summary>What holds for all articles of a distributor now; the tree of its categories is kept until its file changes.</summary>
    public async Task<DistributorContext> ReadAsync(string distributor, CancellationToken cancellationToken)
    {
        var accepted = new Dictionary<FeedKind, AcceptedFile>();
        await foreach (FeedRecord record in feeds.ReadAllAsync(distributor, cancellationToken))
        {
            if (record.Accepted is { } file)
            {
                accepted.Add(record.Feed.Kind, file);
            }
        }

        FeedKind? list = accepted.ContainsKey(FeedKind.Price) ? FeedKind.Price
            : accepted.ContainsKey(FeedKind.Catalog) ? FeedKind.Catalog : null;
        return new DistributorContext
        {
            FileTimes = accepted.ToDictionary(static entry => entry.Key, static entry => entry.Value.FileTime),
            IncludeCentral = list is { } kind && await IncludesCentralAsync(new FeedId(distributor, kind), cancellationToken),
            MinimumUnits = terms.MinimumUnitsOf(distributor),
            Categories = await TreeAsync(distributor, accepted.GetValueOrDefault(FeedKind.Category), cancellationToken),
        };
    }

    /// <summary>
    /// Without a layout that holds (an override with a fault, a distributor that is not registered any more) the smaller stock is
    /// shown, instead of no catalogue at all; readiness names the layout.
    /// </summary>
    private async Task<bool> IncludesCentralAsync(FeedId feed, CancellationToken cancellationToken)
    {
        try
        {
            return (await profiles.FindAsync(feed, null, cancellationToken)).IncludeCentral;
        }
        catch (FeedRefusedException)
        {
            return false;
        }
    }

    private async Task<CategoryTree> TreeAsync(string distributor, AcceptedFile? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return CategoryTree.Empty;
        }

        if (trees.TryGetValue(distributor, out CategoryTree? known) && known.Version == file.ChangedSequence)
        {
            return known;
        }

        IReadOnlyList<CategoryPath> paths = await catalog.ReadCategoriesAsync(distributor, cancellationToken);
        var tree = new CategoryTree(paths, file.ChangedSequence, file.ChangedAt);
        trees[distributor] = tree;
        return tree;
    }
}
