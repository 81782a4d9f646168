using System.Collections.Concurrent;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Catalog;

/// <summary>What the whole catalogue of one distributor has in common at the moment of reading.</summary>
public sealed record DistributorContext
{
    /// <summary>Times of the last accepted files.</summary>
    public IReadOnlyDictionary<FeedKind, DateTimeOffset> FileTimes { get; init; } = new Dictionary<FeedKind, DateTimeOffset>();

    /// <summary>Whether available stock includes the central warehouse.</summary>
    public bool IncludeCentral { get; init; }

    /// <summary>An article of which no more than this are available is not offered; null where every one is.</summary>
    public int? MinimumUnits { get; init; }

    /// <summary>The categories that the distributor's category files named.</summary>
    public CategoryTree Categories { get; init; } = CategoryTree.Empty;

    /// <summary>Time of the last accepted stock file, or null.</summary>
    public DateTimeOffset? StockTime => TimeOf(FeedKind.Stock);

    /// <summary>Time of the last accepted file with content, or null.</summary>
    public DateTimeOffset? ContentTime => TimeOf(FeedKind.Content);

    /// <summary>Time of the last accepted file of a feed, or null.</summary>
    public DateTimeOffset? TimeOf(FeedKind feed) => FileTimes.TryGetValue(feed, out DateTimeOffset time) ? time : null;
}

/// <summary>Reads what the catalogue of a distributor has in common.</summary>
internal sealed class DistributorContexts(ICatalogStore catalog, IFeedStore feeds, IFeedProfileCatalog profiles, IOfferTerms terms)
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
