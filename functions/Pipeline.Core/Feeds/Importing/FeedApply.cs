using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Changes;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Flows;

namespace Pipeline.Core.Feeds.Importing;

/// <summary>Applies a file: writes its change set to the catalogue, bucket by bucket, several at a time, and keeps it.</summary>
public sealed class FeedApply(
    IFeedStore feeds,
    ICatalogStore catalog,
    IChangeSetStore changeSets,
    IChangeQueue changeQueue,
    FeedImportOptions options,
    TimeProvider clock)
{
    /// <summary>Writes the intent, all rows, and the file as the accepted one. Repeatable: a file whose intent stands is applied as it was begun.</summary>
    /// <param name="file">The file; its execution is known.</param>
    /// <param name="rollback">Whether it comes back.</param>
    /// <param name="record">The feed before.</param>
    /// <param name="read">What the file says.</param>
    /// <param name="sha256">Of its bytes.</param>
    /// <param name="reporter">Told of the rows.</param>
    /// <param name="cancellationToken">Stops between two writes.</param>
    public async Task<AcceptedFile> ApplyAsync(
        FeedFile file,
        bool rollback,
        FeedRecord record,
        ReadFile read,
        string sha256,
        ExecutionReporter reporter,
        CancellationToken cancellationToken)
    {
        ApplyingFile? standing = record.Applying?.Blob == file.Blob ? record.Applying : null;
        long sequence = standing?.Sequence ?? (record.Accepted?.Sequence ?? 0) + 1;
        var intent = new ApplyingFile(file.Blob, sequence, file.ExecutionId!, rollback)
        {
            ChangeSet = standing?.ChangeSet ?? ChangeSetNames.Of(file.Feed, clock.GetUtcNow(), file.ExecutionId!),
        };
        await feeds.UpdateAsync(file.Feed, r => r with { Applying = intent }, cancellationToken);

        ChangeSet? kept = await WriteAsync(file, read, record.Accepted, intent, reporter, cancellationToken);

        FeedCounts counts = read.Changes.Counts;
        bool changed = counts.Created + counts.Updated + counts.Removed > 0 || record.Accepted is null;
        DateTimeOffset now = clock.GetUtcNow();
        var accepted = new AcceptedFile
        {
            Blob = file.Blob,
            FileTime = file.FileTime,
            Sha256 = sha256,
            Sequence = sequence,
            AcceptedAt = now,
            ChangedSequence = changed ? sequence : record.Accepted!.ChangedSequence,
            ChangedAt = changed ? now : record.Accepted!.ChangedAt,
            ExecutionId = file.ExecutionId!,
            Counts = counts,
            Detail = await feeds.WriteDetailAsync(
                file.Feed, sequence, file.ExecutionId!, new AcceptedDetail(read.Profile, read.Changes.Statistics), cancellationToken),
            Changes = kept,

            // What an earlier version had begun it may have finished in part, and kept nothing of that.
            ChangesKeptSince = standing is { ChangeSet: null } ? now : record.Accepted?.AllChangesKeptSince ?? DateTimeOffset.MinValue,
        };
        await feeds.UpdateAsync(file.Feed, r => r with { Accepted = accepted, Applying = null }, cancellationToken);
        if (read.Profile.Full)
        {
            // A crash may leave this out: the next file makes up for it.
            await catalog.ForgetExpiredAsync(file.Feed, sequence, cancellationToken);
        }

        return accepted;
    }

    /// <summary>Shows the change set of an accepted file to its readers, and tells that it is there. Repeatable.</summary>
    public async Task AnnounceAsync(FeedId feed, AcceptedFile accepted, CancellationToken cancellationToken)
    {
        // What is not there any more has expired while its announcement waited.
        if (accepted.Changes is { } set && await changeSets.PublishAsync(set.Blob, cancellationToken))
        {
            var announcement = new ChangeAnnouncement(
                ChangeSetNames.WithContainer(set.Blob), feed.Distributor, set.Kinds, set.Count, accepted.AcceptedAt);
            await changeQueue.AnnounceAsync(announcement, cancellationToken);
        }
    }

    /// <summary>Writes all changes, and what expires by them. Repeatable: the change set kept is that of the file, whatever was written before.</summary>
    /// <returns>What was kept, or null when nothing changed.</returns>
    private async Task<ChangeSet?> WriteAsync(
        FeedFile file, ReadFile read, AcceptedFile? previous, ApplyingFile intent, ExecutionReporter reporter, CancellationToken cancellationToken)
    {
        IFeedChangeSet changes = read.Changes;
        string local = Path.Combine(options.WorkFolder, file.ExecutionId!, "changes");
        await using IChangeSetWriter kept = changeSets.Begin(intent.ChangeSet!, local);
        FeedCounts counts = changes.Counts;
        long expected = counts.Created + counts.Updated + counts.Removed;
        reporter.Begin("applying", expected);
        if (expected > 0)
        {
            var progress = new WriteProgress(reporter, expected);
            ICatalogImport import = catalog.BeginImport(new CatalogWrite
            {
                Feed = file.Feed,
                Sequence = intent.Sequence,
                File = file.Blob,
                HasEarlierRows = previous is not null,
                PreviousFileTime = previous?.FileTime,
            });
            var parallel = new ParallelOptions
            {
                MaxDegreeOfParallelism = options.Writers,
                CancellationToken = cancellationToken,
            };
            await Parallel.ForEachAsync(
                Enumerable.Range(0, Buckets.Count),
                parallel,
                async (bucket, token) =>
                    await import.WriteAsync(bucket, Keep(progress.Count(changes.Read(bucket)), kept), token));
            await import.CompleteAsync(cancellationToken);
        }

        if (read.Profile.Full)
        {
            await foreach (CatalogRow row in catalog.ExpireAbsentAsync(file.Feed, intent.Sequence, cancellationToken))
            {
                if (ChangeLines.Expired(file.Feed, row) is { } line)
                {
                    kept.Add(line);
                }
            }
        }

        return await kept.CompleteAsync(cancellationToken);
    }

    private static IEnumerable<FeedChange> Keep(IEnumerable<FeedChange> changes, IChangeSetWriter kept)
    {
        foreach (FeedChange change in changes)
        {
            kept.Add(ChangeLines.Of(change));
            yield return change;
        }
    }

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
