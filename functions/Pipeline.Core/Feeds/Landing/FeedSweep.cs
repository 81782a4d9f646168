using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Importing;

namespace Pipeline.Core.Feeds.Landing;

/// <summary>Compares the landing container with what was imported, since blob events can be lost.</summary>
public sealed class FeedSweep(IFeedStore feeds, ILandingStore landing, IFeedImportQueue imports, TimeProvider clock)
{
    // The event of a file that has just landed is usually on its way.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    /// <summary>Asks for the import of every file of a feed that is not settled. Repeatable.</summary>
    /// <returns>Files asked for.</returns>
    public async Task<int> RunAsync(FeedId feed, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, FeedFile>(StringComparer.Ordinal);
        await foreach (FeedFile file in feeds.ReadFilesAsync(feed, cancellationToken))
        {
            known[file.Blob] = file;
        }

        int asked = 0;
        FeedRecord record = await feeds.ReadAsync(feed, cancellationToken);
        if (record.Applying is { } applying)
        {
            await imports.SendAsync(
                new FeedImportRequest(applying.Blob, applying.ExecutionId, applying.Rollback), cancellationToken);
            asked++;
        }

        await foreach (FeedFile file in landing.ListAsync(feed, cancellationToken))
        {
            bool due = clock.GetUtcNow() - file.LandedAt > Grace;
            FeedFile? row = known.GetValueOrDefault(file.Blob);
            if (due && row?.IsSettled is not true && file.Blob != record.Applying?.Blob)
            {
                // A file that is read again belongs to another execution than the one that landed it.
                await imports.SendAsync(
                    new FeedImportRequest(file.Blob, row?.ExecutionId ?? file.ExecutionId, Rollback: false), cancellationToken);
                asked++;
            }
        }

        return asked;
    }
}
