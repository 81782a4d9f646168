using Pipeline.Core.Catalog;
using Pipeline.Core.Feeds.Changes;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Flows;

namespace Pipeline.Core.Feeds.Importing;

/// <summary>Writes a change set to the catalogue, bucket by bucket, several at a time, and keeps it.</summary>
internal sealed class FeedApply(FeedImportParts parts, FeedFile file, bool full)
{
    /// <summary>Writes all changes, and what expires by them. Repeatable: the change set kept is that of the file, whatever was written before.</summary>
    /// <returns>What was kept, or null when nothing changed.</returns>
    public async Task<ChangeSet?> WriteAsync(
        IFeedChangeSet changes,
        AcceptedFile? previous,
        ApplyingFile intent,
        ExecutionReporter reporter,
        CancellationToken cancellationToken)
    {
        string local = Path.Combine(parts.Options.WorkFolder, file.ExecutionId!, "changes");
        await using IChangeSetWriter kept = parts.ChangeSets.Begin(intent.ChangeSet!, local);
        FeedCounts counts = changes.Counts;
        long expected = counts.Created + counts.Updated + counts.Removed;
        reporter.Begin("applying", expected);
        if (expected > 0)
        {
            var progress = new WriteProgress(reporter, expected);
            ICatalogImport import = parts.Catalog.BeginImport(Write(previous, intent.Sequence));
            var parallel = new ParallelOptions
            {
                MaxDegreeOfParallelism = parts.Options.Writers,
                CancellationToken = cancellationToken,
            };
            await Parallel.ForEachAsync(
                Enumerable.Range(0, Buckets.Count),
                parallel,
                async (bucket, token) =>
                    await import.WriteAsync(bucket, Keep(progress.Count(changes.Read(bucket)), kept), token));
            await import.CompleteAsync(cancellationToken);
        }

        if (full)
        {
            await foreach (CatalogRow row in parts.Catalog.ExpireAbsentAsync(file.Feed, intent.Sequence, cancellationToken))
            {
                if (ChangeLines.Expired(file.Feed, row) is { } line)
                {
                    kept.Add(line);
                }
            }
        }

        return await kept.CompleteAsync(cancellationToken);
    }

    /// <summary>Cleans up once the file is accepted. May be left out by a crash: the next file makes up for it.</summary>
    public Task ForgetExpiredAsync(long sequence, CancellationToken cancellationToken) => full
        ? parts.Catalog.ForgetExpiredAsync(file.Feed, sequence, cancellationToken)
        : Task.CompletedTask;

    private static IEnumerable<FeedChange> Keep(IEnumerable<FeedChange> changes, IChangeSetWriter kept)
    {
        foreach (FeedChange change in changes)
        {
            kept.Add(ChangeLines.Of(change));
            yield return change;
        }
    }

    private CatalogWrite Write(AcceptedFile? previous, long sequence) => new()
    {
        Feed = file.Feed,
        Sequence = sequence,
        File = file.Blob,
        HasEarlierRows = previous is not null,
        PreviousFileTime = previous?.FileTime,
    };

    private sealed class WriteProgress(ExecutionReporter reporter, long expected)
    {
        private long done;

        public IEnumerable<FeedChange> Count(IEnumerable<FeedChange> changes)
        {
            foreach (FeedChange change in changes)
            {
                yield return change;
                reporter.Report(new FeedProgress(Interlocked.Increment(ref done), expected));
            }
        }
    }
}
