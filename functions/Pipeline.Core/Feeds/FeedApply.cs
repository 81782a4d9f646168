using Pipeline.Core.Catalog;
using Pipeline.Core.Flows;

namespace Pipeline.Core.Feeds;

/// <summary>Writes a change set to the catalogue, bucket by bucket, several at a time.</summary>
internal sealed class FeedApply(FeedImportParts parts, FeedFile file, bool full)
{
    /// <summary>Writes all changes. Repeatable.</summary>
    public async Task WriteAsync(
        IFeedChangeSet changes,
        AcceptedFile? previous,
        long sequence,
        ExecutionReporter reporter,
        CancellationToken cancellationToken)
    {
        FeedCounts counts = changes.Counts;
        long expected = counts.Created + counts.Updated + counts.Removed;
        reporter.Begin("applying", expected);
        if (expected > 0)
        {
            var progress = new WriteProgress(reporter, expected);
            ICatalogImport import = parts.Catalog.BeginImport(Write(previous, sequence));
            var parallel = new ParallelOptions
            {
                MaxDegreeOfParallelism = parts.Options.Writers,
                CancellationToken = cancellationToken,
            };
            await Parallel.ForEachAsync(
                Enumerable.Range(0, Buckets.Count),
                parallel,
                async (bucket, token) =>
                    await import.WriteAsync(bucket, progress.Count(changes.Read(bucket)), token));
            await import.CompleteAsync(cancellationToken);
        }

        if (full)
        {
            await parts.Catalog.ExpireAbsentAsync(file.Feed, sequence, cancellationToken);
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
