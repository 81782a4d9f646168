using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Catalog.Sources;

namespace Pipeline.Core.Feeds.Changes;

/// <summary>Finds the articles that changed since an instant, in the change sets published since.</summary>
public sealed class ChangedArticles(IFeedStore feeds, IChangeSetStore sets) : IChangedArticles
{
    private const int SetsAtOnce = 8;

    // The store's times are whole seconds, rounded down.
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task<ChangeWindow> FindAsync(string? distributor, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var concerned = new List<FeedId>();
        DateTimeOffset? expiredBefore = null;
        bool isKept = true;
        await foreach (FeedRecord record in feeds.ReadAllAsync(distributor, cancellationToken))
        {
            concerned.Add(record.Feed);
            if (record.ChangesExpiredBefore is { } before && before > since && !(expiredBefore >= before))
            {
                expiredBefore = before;
            }

            bool articlesChange = record.Feed.Kind is FeedKind.Category && record.Accepted?.ChangedAt >= since;
            isKept &= !articlesChange && (record.Accepted is null || record.Accepted.AllChangesKeptSince <= since);
        }

        return new ChangeWindow(since, concerned, expiredBefore, isKept);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyCollection<CatalogPlace>> ReadAsync(
        ChangeWindow window, CatalogPlace? after, CancellationToken cancellationToken)
    {
        var due = new List<(string Distributor, string Blob)>();
        foreach (FeedId feed in window.Feeds.Where(static feed => feed.Kind is not FeedKind.Category))
        {
            await foreach (StoredChangeSet set in sets.ListAsync(feed, cancellationToken))
            {
                if (set.IsPublished && set.At + Second > window.Since)
                {
                    due.Add((feed.Distributor, set.Blob));
                }
            }
        }

        var found = new SortedSet<CatalogPlace>(CatalogPlace.Order);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = SetsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(due, parallel, async (set, token) =>
        {
            await foreach (string sku in sets.ReadArticlesAsync(set.Blob, token))
            {
                Add(found, CatalogPlace.Of(set.Distributor, sku), after);
            }
        });
        return found;
    }

    private static void Add(SortedSet<CatalogPlace> found, CatalogPlace key, CatalogPlace? after)
    {
        if (after is { } last && CatalogPlace.Order.Compare(key, last) <= 0)
        {
            return;
        }

        lock (found)
        {
            bool isBeyond = found.Count == IChangedArticles.PassSize && CatalogPlace.Order.Compare(key, found.Max) > 0;
            if (!isBeyond && found.Add(key) && found.Count > IChangedArticles.PassSize)
            {
                _ = found.Remove(found.Max);
            }
        }
    }
}
