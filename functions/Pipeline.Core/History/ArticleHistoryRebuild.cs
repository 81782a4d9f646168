using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Distributors;
using Pipeline.Core.Feeds.Changes;

namespace Pipeline.Core.History;

/// <summary>Has the history of price and stock written anew from the change sets that are kept. Safe to repeat: the same rows are written.</summary>
public sealed class ArticleHistoryRebuild(FeedConfiguration configured, IChangeSetStore changeSets, IHistoryQueue queue)
{
    /// <summary>Asks for the history of every published change set.</summary>
    /// <returns>How many.</returns>
    public async Task<int> StartAsync(CancellationToken cancellationToken)
    {
        int asked = 0;
        foreach (FeedId feed in configured.All.Where(static feed => feed.Kind is FeedKind.Price or FeedKind.Stock or FeedKind.Catalog))
        {
            await foreach (StoredChangeSet set in changeSets.ListAsync(feed, cancellationToken))
            {
                if (set.IsPublished)
                {
                    await queue.SendAsync(new HistoryNotice(set.Blob), cancellationToken);
                    asked++;
                }
            }
        }

        return asked;
    }
}
