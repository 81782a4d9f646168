using Pipeline.Core.Catalog;

namespace Pipeline.Core.Feeds.Changes;

/// <summary>Finds the articles that changed since an instant, in the change sets published since.</summary>
internal sealed class ChangedArticles(IFeedStore feeds, IChangeSetStore sets)
{
    /// <summary>Articles found by reading the change sets once; memory holds no more of them.</summary>
    public const int PassSize = 20_000;

    // The store's times are whole seconds, rounded down.
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>What can be answered for an instant.</summary>
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

    /// <summary>The next articles in the order of the catalogue, each once; fewer than <see cref="PassSize"/> are the last.</summary>
    public async Task<IReadOnlyCollection<ArticleKey>> ReadAsync(
        ChangeWindow window, ArticleKey? after, CancellationToken cancellationToken)
    {
        var found = new SortedSet<ArticleKey>(ArticleKey.Order);
        foreach (FeedId feed in window.Feeds.Where(static feed => feed.Kind is not FeedKind.Category))
        {
            await foreach (StoredChangeSet set in sets.ListAsync(feed, cancellationToken))
            {
                if (set.IsPublished && set.At + Second > window.Since)
                {
                    await AddAsync(found, feed, set, after, cancellationToken);
                }
            }
        }

        return found;
    }

    private async Task AddAsync(
        SortedSet<ArticleKey> found, FeedId feed, StoredChangeSet set, ArticleKey? after, CancellationToken cancellationToken)
    {
        await foreach (string sku in sets.ReadArticlesAsync(set.Blob, cancellationToken))
        {
            ArticleKey key = ArticleKey.Of(feed.Distributor, sku);
            if ((after is { } last && ArticleKey.Order.Compare(key, last) <= 0)
                || (found.Count == PassSize && ArticleKey.Order.Compare(key, found.Max) >= 0))
            {
                continue;
            }

            if (found.Add(key) && found.Count > PassSize)
            {
                _ = found.Remove(found.Max);
            }
        }
    }
}
