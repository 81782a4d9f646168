using System.Diagnostics;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Flows;
using Pipeline.Core.Tracing;

namespace Pipeline.Core.Feeds.Importing;

/// <summary>Brings a landed file into the catalogue.</summary>
/// <remarks>
/// May be cut at any instruction and run again, by the blob's event, by the queue or by the sweep: the intent to apply a
/// file is stored before its first row is written and removed when all are, every write gives the same rows when
/// repeated, and a file whose intent stands is finished before any other of its feed is looked at.
/// </remarks>
public sealed class FeedImport(
    IFeedStore feeds,
    ILandingStore landing,
    IExecutionStore executions,
    IFeedLock locks,
    FeedImportRun run,
    TimeProvider clock)
{
    /// <summary>Imports a file, or finds that there is nothing to do.</summary>
    public async Task<FeedImportOutcome> RunAsync(FeedImportRequest request, CancellationToken cancellationToken)
    {
        if (!LandingNames.TryGetFeed(request.Blob, out FeedId feed))
        {
            return FeedImportOutcome.NotAFeedFile;
        }

        IFeedLease? lease = await locks.TryTakeAsync(feed, cancellationToken);
        if (lease is null)
        {
            return FeedImportOutcome.Busy;
        }

        await using (lease)
        {
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lease.Lost);
            await FinishInterruptedAsync(feed, request.Blob, linked.Token);
            return await ImportAsync(feed, request, linked.Token);
        }
    }

    private async Task FinishInterruptedAsync(FeedId feed, string requested, CancellationToken cancellationToken)
    {
        FeedRecord record = await feeds.ReadAsync(feed, cancellationToken);
        if (record.Applying is { } applying && applying.Blob != requested)
        {
            var unfinished = new FeedImportRequest(applying.Blob, applying.ExecutionId, applying.Rollback);
            await ImportAsync(feed, unfinished, cancellationToken);
        }
        else if (record.Accepted is { } accepted && !await IsToldAsync(feed, accepted, cancellationToken))
        {
            // Another file, or another execution of the same one, would hide that nobody was told of it.
            await ImportAsync(feed, new FeedImportRequest(accepted.Blob, accepted.ExecutionId, Rollback: false), cancellationToken);
        }
    }

    // The file's own record is written last of all; what an earlier version left is bygone.
    private async Task<bool> IsToldAsync(FeedId feed, AcceptedFile accepted, CancellationToken cancellationToken) =>
        accepted.ChangesKeptSince is null
        || (await feeds.FindFileAsync(feed, accepted.Blob, cancellationToken))?.Sequence == accepted.Sequence;

    private async Task<FeedImportOutcome> ImportAsync(
        FeedId feed, FeedImportRequest request, CancellationToken cancellationToken)
    {
        FeedFile? landed = await landing.FindAsync(request.Blob, cancellationToken);
        if (landed is null)
        {
            return FeedImportOutcome.Missing;
        }

        // The event of a blob carries no trace; a request is part of its sender's.
        using Activity? span = PipelineTrace.Start("feed.import", request.ExecutionId is null ? landed.Trace : null);
        _ = span?.SetTag("feed", $"{feed}");
        FeedFile file = await feeds.FindFileAsync(feed, request.Blob, cancellationToken)
            ?? FutureDate.Mend(landed, clock.GetUtcNow(), TimeSpan.Zero);
        string executionId = request.ExecutionId ?? file.ExecutionId
            ?? ExecutionId.Derive(file.LandedAt, request.Blob);
        FeedRecord record = await feeds.ReadAsync(feed, cancellationToken);
        Execution? execution = await executions.FindAsync(executionId, cancellationToken);
        bool told = file.IsSettled && execution?.IsFinished is true;
        FeedFile known = file with { ExecutionId = executionId };
        if (record.Accepted?.Blob == request.Blob && record.Accepted.ExecutionId == executionId)
        {
            // Its rows are all written; a crash may have come before anybody was told.
            await (told ? Task.CompletedTask : run.SettleAcceptedAsync(known, record.Accepted, firstError: null, cancellationToken));
        }
        else if (record.Applying?.Blob == request.Blob || (request.Rollback ? execution?.IsFinished is not true : !file.IsSettled))
        {
            await run.RunAsync(known, request.Rollback, record, cancellationToken);
        }

        return FeedImportOutcome.Settled;
    }
}
