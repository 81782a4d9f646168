using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Guarding;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Feeds.Importing;

/// <summary>Takes one file into the catalogue; the feed's lock is held.</summary>
public sealed class FeedImportRun(LandedFileReader reader, FeedJudge judge, FeedApply apply, FeedSettlement settlement)
{
    /// <summary>Reads, judges and applies the file, and settles it whatever the end.</summary>
    /// <param name="file">The file; its execution is known.</param>
    /// <param name="rollback">Whether it comes back.</param>
    /// <param name="record">The feed.</param>
    /// <param name="cancellationToken">Stops it anywhere.</param>
    public async Task RunAsync(FeedFile file, bool rollback, FeedRecord record, CancellationToken cancellationToken)
    {
        await settlement.StartAsync(file, rollback, record.Accepted?.FileTime, cancellationToken);
        await using ExecutionReporter reporter = settlement.ReporterOf(file);
        try
        {
            await ImportAsync(file, rollback, record, reporter, cancellationToken);
        }
        catch (FeedRefusedException e)
        {
            await reporter.DisposeAsync();
            await settlement.RefuseAsync(file, e.Code, e.Message, counts: null, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await reporter.DisposeAsync();
            await settlement.FailAsync(file, e, cancellationToken);
            throw;
        }
        finally
        {
            reader.Clear(file);
        }
    }

    /// <summary>Tells of a file whose rows are all written, and settles it; also after a crash between the last row and its record.</summary>
    /// <param name="file">The file; its execution is known.</param>
    /// <param name="accepted">What the feed's record says of it.</param>
    /// <param name="firstError">The first row that was rejected, or null when none was or it is noted already.</param>
    /// <param name="cancellationToken">Stops it anywhere.</param>
    public async Task SettleAcceptedAsync(FeedFile file, AcceptedFile accepted, Issue? firstError, CancellationToken cancellationToken)
    {
        await apply.AnnounceAsync(file.Feed, accepted, cancellationToken);
        await settlement.AcceptAsync(file, accepted, firstError, cancellationToken);
    }

    private async Task ImportAsync(
        FeedFile file, bool rollback, FeedRecord record, ExecutionReporter reporter, CancellationToken cancellationToken)
    {
        bool resuming = record.Applying?.Blob == file.Blob;
        bool judged = resuming || rollback;
        string sha256 = await reader.DownloadAsync(file, cancellationToken);
        if (!judged && record.Accepted is { } accepted)
        {
            if (accepted.Sha256 == sha256)
            {
                await reporter.DisposeAsync();
                await settlement.LeaveUnchangedAsync(file, record, cancellationToken);
                return;
            }

            judge.RefuseOlder(file, accepted);
        }

        ReadFile read = await reader.ReadAsync(file, record.Accepted, reporter, cancellationToken);
        await using IFeedChangeSet changes = read.Changes;
        RequireSum(changes.Counts);
        string? report = await reader.ReportAsync(file, changes, cancellationToken);
        await settlement.NoteAsync(file, changes.Counts, report, cancellationToken);
        FeedVerdict verdict = judged
            ? FeedVerdict.Accepted
            : await judge.JudgeAsync(file, changes, read.Profile, record.Accepted, read.Previous, cancellationToken);
        if (verdict.Decision is not FeedDecision.Accept)
        {
            await reporter.DisposeAsync();
            await settlement.StopAsync(file, verdict, changes.Counts, cancellationToken);
            return;
        }

        AcceptedFile result = await apply.ApplyAsync(file, rollback, record, read, sha256, reporter, cancellationToken);
        await reporter.DisposeAsync();
        await SettleAcceptedAsync(file, result, changes.FirstError, cancellationToken);
    }

    private static void RequireSum(FeedCounts counts)
    {
        if (!counts.AddUp)
        {
            throw new InvalidOperationException($"The counts of the run do not add up: {counts}.");
        }
    }
}
