using Pipeline.Core.Catalog.Facts;

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
