using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Core.Feeds.Importing;

/// <summary>Lets one worker at a time apply files of a feed. Freed by itself when its holder dies.</summary>
public interface IFeedLock
{
    /// <summary>Takes the lock; null when somebody holds it.</summary>
    Task<IFeedLease?> TryTakeAsync(FeedId feed, CancellationToken cancellationToken);
}
