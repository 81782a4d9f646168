using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Core.Feeds.Changes;

/// <summary>Deletes change sets that are past their time.</summary>
public sealed class ChangeSetRetention(IFeedStore feeds, IChangeSetStore sets, TimeProvider clock)
{
    /// <summary>Deletes the change sets of a feed older than <paramref name="keep"/>. Repeatable.</summary>
    /// <remarks>The feed's record says first from when on they are kept: whoever asks for earlier changes is told, also after a crash.</remarks>
    /// <returns>Change sets deleted.</returns>
    public async Task<int> RunAsync(FeedId feed, TimeSpan keep, CancellationToken cancellationToken)
    {
        DateTimeOffset before = clock.GetUtcNow() - keep;
        int deleted = 0;
        await foreach (StoredChangeSet set in sets.ListAsync(feed, cancellationToken))
        {
            if (set.At >= before)
            {
                continue;
            }

            await (deleted == 0 ? NoteAsync(feed, before, cancellationToken) : Task.CompletedTask);
            await sets.DeleteAsync(set.Blob, cancellationToken);
            deleted++;
        }

        return deleted;
    }

    private Task NoteAsync(FeedId feed, DateTimeOffset before, CancellationToken cancellationToken) => feeds.UpdateAsync(
        feed,
        record => record.ChangesExpiredBefore >= before ? record : record with { ChangesExpiredBefore = before },
        cancellationToken);
}
