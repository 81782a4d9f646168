using Pipeline.Core.Issues;
using Pipeline.Core.Feeds.Changes;
using Pipeline.Core.Feeds.Guarding;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Flows;

namespace Pipeline.Core.Feeds.Importing;

/// <summary>One file on its way into the catalogue; the feed's lock is held.</summary>
internal sealed class FeedImportRun(FeedImportParts parts, FeedFile file, bool rollback)
{
    private readonly FeedSettlement settlement = new(parts, file);

    private string ExecutionId => file.ExecutionId!;

    /// <summary>Reads, judges and applies the file, and settles it whatever the end.</summary>
    public async Task RunAsync(FeedRecord record, CancellationToken cancellationToken)
    {
        await settlement.StartAsync(rollback, cancellationToken);
        string folder = Path.Combine(parts.Options.WorkFolder, ExecutionId);
        await using var reporter = new ExecutionReporter(parts.Executions, parts.Observer, parts.Time, ExecutionId);
        try
        {
            await ImportAsync(record, reporter, folder, cancellationToken);
        }
        catch (FeedRefusedException e)
        {
            await reporter.DisposeAsync();
            await settlement.RefuseAsync(e.Code, e.Message, counts: null, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await reporter.DisposeAsync();
            await settlement.FailAsync(e, cancellationToken);
            throw;
        }
        finally
        {
            parts.Landing.RemoveLocal(folder);
        }
    }

    /// <summary>Settles a file whose rows are all written, after a crash between the last row and its record.</summary>
    public Task SettleAcceptedAsync(AcceptedFile accepted, CancellationToken cancellationToken) =>
        settlement.AcceptAsync(accepted, firstError: null, cancellationToken);

    private async Task ImportAsync(
        FeedRecord record, ExecutionReporter reporter, string folder, CancellationToken cancellationToken)
    {
        bool resuming = record.Applying?.Blob == file.Blob;
        bool judged = resuming || rollback;
        string local = Path.Combine(folder, "new");
        string sha256 = await parts.Landing.DownloadAsync(file.Blob, local, cancellationToken);
        if (!judged && record.Accepted is { } accepted)
        {
            if (accepted.Sha256 == sha256)
            {
                await reporter.DisposeAsync();
                await settlement.LeaveUnchangedAsync(record, cancellationToken);
                return;
            }

            RefuseOlder(accepted);
        }

        AcceptedDetail? previous = record.Accepted is null
            ? null
            : await parts.Feeds.ReadDetailAsync(record.Accepted.Detail, cancellationToken);
        // Looked up once: what the guards judge by and what is kept for the next file is what this one was read with.
        FeedProfile profile = await parts.Profiles.FindAsync(file.Feed, file.Profile, cancellationToken);
        await using IFeedChangeSet changes =
            await CompareAsync(profile, record.Accepted, previous, local, reporter, cancellationToken);
        RequireSum(changes.Counts);
        string? report = await ReportAsync(changes, cancellationToken);
        await settlement.NoteAsync(changes.Counts, report, cancellationToken);
        FeedVerdict verdict = judged
            ? FeedVerdict.Accepted
            : await new FeedJudge(parts, file).JudgeAsync(changes, profile, record.Accepted, previous, cancellationToken);
        if (verdict.Decision is not FeedDecision.Accept)
        {
            await reporter.DisposeAsync();
            await settlement.StopAsync(verdict, changes.Counts, cancellationToken);
            return;
        }

        AcceptedFile result = await ApplyAsync(record, changes, profile, sha256, reporter, cancellationToken);
        await reporter.DisposeAsync();
        await settlement.AcceptAsync(result, changes.FirstError, cancellationToken);
    }

    private void RefuseOlder(AcceptedFile accepted)
    {
        DateTimeOffset applied = accepted.CountsAsOf(parts.Time.GetUtcNow());
        if (file.FileTime < applied)
        {
            throw new FeedRefusedException(
                IssueCodes.FeedOlder,
                FormattableString.Invariant($"{file.Blob} is of {file.FileTime.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, ")
                + FormattableString.Invariant($"older than the file applied ({applied.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z). ")
                + "Use a rollback to go back to an earlier file.");
        }
    }

    private async Task<IFeedChangeSet> CompareAsync(
        FeedProfile profile,
        AcceptedFile? accepted,
        AcceptedDetail? previous,
        string local,
        ExecutionReporter reporter,
        CancellationToken cancellationToken)
    {
        string folder = Path.GetDirectoryName(local)!;
        reporter.Begin("reading", previous?.Statistics.Rows);
        var comparison = new FeedComparison
        {
            Feed = file.Feed,
            Profile = profile,
            Form = parts.Forms.FormOf(file.Feed),
            File = local,
            FileDate = DateOnly.FromDateTime(file.FileTime.UtcDateTime),
            PreviousFile = accepted is null ? null : await DownloadPreviousAsync(accepted, folder, cancellationToken),
            PreviousProfile = previous?.Profile,
            PreviousStatistics = previous?.Statistics,
            WorkFolder = folder,
        };
        return await parts.Reader.CompareAsync(comparison, reporter, cancellationToken);
    }

    // Without the last accepted file nothing can be left out: every row is written once more.
    private async Task<string?> DownloadPreviousAsync(
        AcceptedFile accepted, string folder, CancellationToken cancellationToken)
    {
        if (await parts.Landing.FindAsync(accepted.Blob, cancellationToken) is null)
        {
            return null;
        }

        string local = Path.Combine(folder, "previous");
        await parts.Landing.DownloadAsync(accepted.Blob, local, cancellationToken);
        return local;
    }

    private static void RequireSum(FeedCounts counts)
    {
        if (!counts.AddUp)
        {
            throw new InvalidOperationException($"The counts of the run do not add up: {counts}.");
        }
    }

    private async Task<string?> ReportAsync(IFeedChangeSet changes, CancellationToken cancellationToken) =>
        changes.Counts.Failed + changes.Counts.Warnings == 0
            ? null
            : await parts.Landing.SaveReportAsync(ExecutionId, changes.WriteReportAsync, cancellationToken);

    private async Task<AcceptedFile> ApplyAsync(
        FeedRecord record,
        IFeedChangeSet changes,
        FeedProfile profile,
        string sha256,
        ExecutionReporter reporter,
        CancellationToken cancellationToken)
    {
        ApplyingFile? standing = record.Applying?.Blob == file.Blob ? record.Applying : null;
        long sequence = standing?.Sequence ?? (record.Accepted?.Sequence ?? 0) + 1;
        var intent = new ApplyingFile(file.Blob, sequence, ExecutionId, rollback)
        {
            ChangeSet = standing?.ChangeSet ?? ChangeSetNames.Of(file.Feed, parts.Time.GetUtcNow(), ExecutionId),
        };
        await parts.Feeds.UpdateAsync(file.Feed, r => r with { Applying = intent }, cancellationToken);

        var apply = new FeedApply(parts, file, profile.Full);
        ChangeSet? kept = await apply.WriteAsync(changes, record.Accepted, intent, reporter, cancellationToken);

        FeedCounts counts = changes.Counts;
        bool changed = counts.Created + counts.Updated + counts.Removed > 0 || record.Accepted is null;
        DateTimeOffset now = parts.Time.GetUtcNow();
        var accepted = new AcceptedFile
        {
            Blob = file.Blob,
            FileTime = file.FileTime,
            Sha256 = sha256,
            Sequence = sequence,
            AcceptedAt = now,
            ChangedSequence = changed ? sequence : record.Accepted!.ChangedSequence,
            ChangedAt = changed ? now : record.Accepted!.ChangedAt,
            ExecutionId = ExecutionId,
            Counts = counts,
            Detail = await parts.Feeds.WriteDetailAsync(
                file.Feed, sequence, ExecutionId, new AcceptedDetail(profile, changes.Statistics), cancellationToken),
            Changes = kept,
            // What an earlier version had begun it may have finished in part, and kept nothing of that.
            ChangesKeptSince = standing is { ChangeSet: null } ? now : record.Accepted?.AllChangesKeptSince ?? DateTimeOffset.MinValue,
        };
        await parts.Feeds.UpdateAsync(file.Feed, r => r with { Accepted = accepted, Applying = null }, cancellationToken);
        await apply.ForgetExpiredAsync(sequence, cancellationToken);
        return accepted;
    }
}
