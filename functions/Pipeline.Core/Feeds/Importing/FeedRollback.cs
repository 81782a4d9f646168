using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Flows;

namespace Pipeline.Core.Feeds.Importing;

/// <summary>Brings the catalogue back to an earlier accepted file.</summary>
/// <remarks>
/// The earlier file is applied once more, as a new accepted file: nothing is undone row by row, so a crash on the way is
/// finished like any other import. The newer file at the source is not fetched again until it changes there. A request that
/// never reached the queue, or found another file of the feed at work, is sent again by the sweep of queued executions.
/// </remarks>
public sealed class FeedRollback(IFeedStore feeds, IExecutionStore executions, IFeedImportQueue imports, FlowCatalog flows, TimeProvider clock)
{
    /// <summary>Asks for the rollback to the youngest accepted file that is older than the applied one.</summary>
    /// <returns>The queued execution, or null when there is no earlier accepted file.</returns>
    public async Task<Execution?> StartAsync(FeedId feed, string requestedBy, CancellationToken cancellationToken)
    {
        if (await FindAsync(feed, cancellationToken) is not { } earlier)
        {
            return null;
        }

        DateTimeOffset now = clock.GetUtcNow();
        var execution = new Execution
        {
            Id = ExecutionId.New(now),
            Flow = flows.CodeOf(feed.Distributor, feed.KindName),
            Status = ExecutionStatus.Queued,
            Trigger = ExecutionTrigger.Rollback,
            RequestedBy = requestedBy,
            QueuedAt = now,
            File = LandingNames.WithContainer(earlier.Blob),
            Summary = $"Back to {LandingNames.WithContainer(earlier.Blob)}.",
        };
        _ = await executions.TryAddAsync(execution, cancellationToken);
        await imports.SendAsync(new FeedImportRequest(earlier.Blob, execution.Id, Rollback: true), cancellationToken);
        return execution;
    }

    /// <summary>The youngest accepted file that is older than the applied one; null when there is none.</summary>
    public async Task<FeedFile?> FindAsync(FeedId feed, CancellationToken cancellationToken)
    {
        if ((await feeds.ReadAsync(feed, cancellationToken)).Accepted is not { } accepted)
        {
            return null;
        }

        FeedFile? earlier = null;
        await foreach (FeedFile file in feeds.ReadFilesAsync(feed, cancellationToken))
        {
            if (file.Status is FeedFileStatus.Accepted && file.FileTime < accepted.FileTime
                && (earlier is null || file.FileTime > earlier.FileTime))
            {
                earlier = file;
            }
        }

        return earlier;
    }
}
