using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Core.Feeds.Landing;

/// <summary>Deletes landed files that are past their time, except those that are still needed.</summary>
public sealed class FeedRetention(IFeedStore feeds, ILandingStore landing, TimeProvider clock)
{
    /// <summary>Deletes the files of a feed older than <paramref name="keep"/>. Repeatable.</summary>
    /// <remarks>Kept whatever their age: the last accepted file (the next one is compared with it) and unsettled files.</remarks>
    /// <returns>Files deleted.</returns>
    public async Task<int> RunAsync(FeedId feed, TimeSpan keep, CancellationToken cancellationToken)
    {
        FeedRecord record = await feeds.ReadAsync(feed, cancellationToken);
        int deleted = 0;
        await foreach (FeedFile file in landing.ListAsync(feed, cancellationToken))
        {
            bool old = clock.GetUtcNow() - file.LandedAt > keep;
            if (!old || file.Blob == record.Accepted?.Blob || file.Blob == record.Applying?.Blob)
            {
                continue;
            }

            FeedFile? known = await feeds.FindFileAsync(feed, file.Blob, cancellationToken);
            if (known is { IsSettled: true, Status: not FeedFileStatus.Held })
            {
                await landing.DeleteAsync(file.Blob, cancellationToken);
                deleted++;
            }
        }

        return deleted;
    }
}
