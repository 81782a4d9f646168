using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Flows;

namespace Pipeline.Core.Feeds.Guarding;

/// <summary>Carries out what a person decides about a held file: first on the file's record, then on the execution.</summary>
/// <remarks>The file's record decides: an approved file that nobody asked for is found by the sweep.</remarks>
public sealed class HeldFileDecision(
    IFeedStore feeds, IExecutionStore executions, IFeedImportQueue imports, TimeProvider clock) : IHeldFileDecision
{
    /// <inheritdoc/>
    public async Task<DecisionResult> ApproveAsync(
        string executionId, string decidedBy, CancellationToken cancellationToken)
    {
        (Execution? execution, FeedFile? file) = await FindAsync(executionId, cancellationToken);
        if (execution is null)
        {
            return DecisionResult.NotFound;
        }

        if (file?.Status is not (FeedFileStatus.Held or FeedFileStatus.Approved))
        {
            return DecisionResult.NotHeld;
        }

        await feeds.WriteFileAsync(
            file with { Status = FeedFileStatus.Approved, DecidedBy = decidedBy }, cancellationToken);
        _ = await executions.UpdateAsync(
            executionId,
            e => e.Status is not ExecutionStatus.Held ? e : e with
            {
                Status = ExecutionStatus.Running,
                HoldReason = null,
                FirstError = null,
                FinishedAt = null,
                HeartbeatAt = clock.GetUtcNow(),
                DecidedBy = $"approved by {decidedBy}",
                Summary = "Approved; it is being applied.",
            },
            cancellationToken);
        await imports.SendAsync(new FeedImportRequest(file.Blob, executionId, Rollback: false), cancellationToken);
        return DecisionResult.Accepted;
    }

    /// <inheritdoc/>
    public async Task<DecisionResult> RejectAsync(
        string executionId, string decidedBy, CancellationToken cancellationToken)
    {
        (Execution? execution, FeedFile? file) = await FindAsync(executionId, cancellationToken);
        if (execution is null)
        {
            return DecisionResult.NotFound;
        }

        if (file?.Status is not (FeedFileStatus.Held or FeedFileStatus.Rejected)
            || (execution.Status is not ExecutionStatus.Held && execution.DecidedBy is null))
        {
            return DecisionResult.NotHeld;
        }

        await feeds.WriteFileAsync(
            file with { Status = FeedFileStatus.Rejected, DecidedBy = decidedBy }, cancellationToken);
        _ = await executions.UpdateAsync(
            executionId,
            e => e.Status is not ExecutionStatus.Held ? e : e with
            {
                Status = ExecutionStatus.Refused,
                FinishedAt = clock.GetUtcNow(),
                DecidedBy = $"rejected by {decidedBy}",
                Summary = $"Rejected by {decidedBy}: {e.HoldReason}",
            },
            cancellationToken);
        return DecisionResult.Accepted;
    }

    private async Task<(Execution? Execution, FeedFile? File)> FindAsync(
        string executionId, CancellationToken cancellationToken)
    {
        Execution? execution = await executions.FindAsync(executionId, cancellationToken);
        if (LandingNames.WithoutContainer(execution?.File) is not { } blob
            || !LandingNames.TryGetFeed(blob, out FeedId feed))
        {
            return (execution, null);
        }

        // A file that was read again is decided on under its last execution alone.
        FeedFile? file = await feeds.FindFileAsync(feed, blob, cancellationToken);
        return (execution, file?.ExecutionId == executionId ? file : null);
    }
}
