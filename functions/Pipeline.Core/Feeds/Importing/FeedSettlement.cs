using Pipeline.Core.Executions;
using Pipeline.Core.Issues;
using System.Globalization;
using Pipeline.Core.Feeds.Guarding;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Flows;
using Pipeline.Core.Tracing;

namespace Pipeline.Core.Feeds.Importing;

/// <summary>Writes what became of a file: first to its execution, then to the file's own record.</summary>
/// <remarks>
/// In that order, because a file that is not settled is looked at again: a crash between the two repeats the work and
/// writes the same end, while the other order would leave an execution running for ever.
/// </remarks>
public sealed class FeedSettlement(
    IFeedStore feeds,
    IExecutionStore executions,
    IExecutionObserver observer,
    FlowCatalog flows,
    JudgedWith judgedWith,
    TimeProvider clock)
{
    /// <summary>Tells how the execution of a file comes along.</summary>
    public ExecutionReporter ReporterOf(FeedFile file) => new(executions, observer, clock, file.ExecutionId!);

    /// <summary>Marks file and execution as at work; makes an execution for a file that none has landed.</summary>
    /// <param name="file">The file; its execution is known.</param>
    /// <param name="rollback">Whether it comes back.</param>
    /// <param name="since">Time of the file that counted before, or null.</param>
    /// <param name="cancellationToken">Stops it anywhere.</param>
    public async Task StartAsync(FeedFile file, bool rollback, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        if (file.Status is FeedFileStatus.Landed)
        {
            // So that it is listed while it is being read.
            await feeds.WriteFileAsync(file, cancellationToken);
        }

        DateTimeOffset now = clock.GetUtcNow();
        var fresh = new Execution
        {
            Id = file.ExecutionId!,
            Flow = flows.CodeOf(file.Feed.Distributor, file.Feed.KindName),
            Status = ExecutionStatus.Running,
            Trigger = rollback ? ExecutionTrigger.Rollback : ExecutionTrigger.Upload,
            QueuedAt = now,
            StartedAt = now,
            HeartbeatAt = now,
            File = LandingNames.WithContainer(file.Blob),
            Window = new ExecutionWindow(since, file.FileTime),
            CorrelationId = PipelineTrace.CurrentTrace,
        };
        if (await executions.TryAddAsync(fresh, cancellationToken))
        {
            return;
        }

        await executions.UpdateAsync(
            file.ExecutionId!,
            e => e with
            {
                Status = e.Status is ExecutionStatus.Cancelling ? e.Status : ExecutionStatus.Running,
                StartedAt = e.StartedAt ?? now,
                FinishedAt = null,
                HeartbeatAt = now,
                HoldReason = null,
                FirstError = null,
                File = fresh.File,
                Window = e.Window ?? fresh.Window,
            },
            cancellationToken);
    }

    /// <summary>Notes what reading has shown.</summary>
    public Task NoteAsync(FeedFile file, FeedCounts counts, string? report, CancellationToken cancellationToken) =>
        executions.UpdateAsync(file.ExecutionId!, e => e with { Counts = counts, Report = report }, cancellationToken);

    /// <summary>The file goes no further.</summary>
    public Task StopAsync(FeedFile file, FeedVerdict verdict, FeedCounts counts, CancellationToken cancellationToken) =>
        verdict.Decision is FeedDecision.Hold
            ? HoldAsync(file, verdict.Code!, verdict.Reason!, counts, cancellationToken)
            : RefuseAsync(file, verdict.Code!, verdict.Reason!, counts, cancellationToken);

    /// <summary>The file is refused: nothing of it is applied.</summary>
    public async Task RefuseAsync(FeedFile file, string code, string sentence, FeedCounts? counts, CancellationToken cancellationToken)
    {
        bool cancelled = code == IssueCodes.RunCancelled;
        var error = new Issue(code, null, null) { SaidCause = sentence };
        await EndAsync(
            file,
            e => e with
            {
                Status = cancelled ? ExecutionStatus.Cancelled : ExecutionStatus.Refused,
                FirstError = cancelled ? null : error,
                Summary = sentence,
            },
            cancellationToken);
        FeedRecord record = await feeds.ReadAsync(file.Feed, cancellationToken);
        string with = await judgedWith.FindAsync(record, file.Profile, cancellationToken);
        await feeds.WriteFileAsync(
            file with { Status = FeedFileStatus.Refused, ReasonCode = code, Reason = sentence, Counts = counts, JudgedWith = with },
            cancellationToken);
    }

    /// <summary>Something broke on the way: the run says what, and is tried again.</summary>
    public Task FailAsync(FeedFile file, Exception exception, CancellationToken cancellationToken)
    {
        Issue error = FaultClassifier.Describe(exception);
        return EndAsync(
            file,
            e => e with { Status = ExecutionStatus.Failed, FirstError = error, Summary = error.Cause },
            cancellationToken);
    }

    /// <summary>Same bytes as the file that is applied: only the time up to which the catalogue is fresh moves.</summary>
    public async Task LeaveUnchangedAsync(FeedFile file, FeedRecord record, CancellationToken cancellationToken)
    {
        if (file.FileTime > record.Accepted!.CountsAsOf(clock.GetUtcNow()))
        {
            await feeds.UpdateAsync(
                file.Feed, r => r with { Accepted = r.Accepted! with { FileTime = file.FileTime } }, cancellationToken);
        }

        await EndAsync(
            file,
            e => e with
            {
                Status = ExecutionStatus.NothingToDo,
                Summary = "The file has the same content as the one that is applied; nothing was written.",
            },
            cancellationToken);
        await feeds.WriteFileAsync(file with { Status = FeedFileStatus.Unchanged }, cancellationToken);
    }

    /// <summary>All rows are written and the feed's record says so.</summary>
    public async Task AcceptAsync(FeedFile file, AcceptedFile accepted, Issue? firstError, CancellationToken cancellationToken)
    {
        bool isAhead = file.ReasonCode == IssueCodes.FeedFuture;
        FeedCounts counts = accepted.Counts with { Warnings = accepted.Counts.Warnings + (isAhead ? 1 : 0) };
        bool anything = counts.Created + counts.Updated + counts.Removed > 0;
        ExecutionStatus status = counts.Failed > 0 ? ExecutionStatus.Partial
            : anything ? ExecutionStatus.Succeeded : ExecutionStatus.NothingToDo;
        await EndAsync(
            file,
            e => e with
            {
                Status = status,
                Counts = counts,
                Progress = e.Progress with { Step = "done", Done = counts.Read, Expected = counts.Read },
                Summary = isAhead ? $"{Sentence(counts)} {file.Reason}" : Sentence(counts),
                FirstError = firstError is null ? e.FirstError : ErrorOf(firstError),
            },
            cancellationToken);
        await feeds.WriteFileAsync(
            file with
            {
                Status = FeedFileStatus.Accepted,
                ReasonCode = isAhead ? file.ReasonCode : null,
                Reason = isAhead ? file.Reason : null,
                Sha256 = accepted.Sha256,
                Counts = counts,
                Sequence = accepted.Sequence,
                AcceptedAt = accepted.AcceptedAt,
            },
            cancellationToken);
    }

    private static Issue ErrorOf(Issue issue) => new(issue.Code, issue.Where, issue.Text)
    {
        SaidCause = $"{issue.Where}: {issue.Cause}",
    };

    private static string Sentence(FeedCounts c) => string.Create(
        CultureInfo.InvariantCulture,
        $"{c.Read} rows read: {c.Created} created, {c.Updated} updated, {c.Unchanged} unchanged, {c.Skipped} skipped, {c.Failed} failed; {c.Removed} removed, {c.Warnings} warnings.");

    private async Task HoldAsync(FeedFile file, string code, string reason, FeedCounts counts, CancellationToken cancellationToken)
    {
        Execution held = await executions.UpdateAsync(
            file.ExecutionId!,
            e => e with
            {
                Status = ExecutionStatus.Held,
                HoldReason = reason,
                FirstError = new Issue(code, null, null) { SaidCause = reason },
                Summary = reason,
            },
            cancellationToken);
        await feeds.WriteFileAsync(
            file with { Status = FeedFileStatus.Held, ReasonCode = code, Reason = reason, Counts = counts },
            cancellationToken);
        observer.Ended(held);
    }

    private async Task EndAsync(FeedFile file, Func<Execution, Execution> end, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Execution ended = await executions.UpdateAsync(
            file.ExecutionId!, e => end(e) with { FinishedAt = now, HeartbeatAt = now }, cancellationToken);
        observer.Ended(ended);
    }
}
