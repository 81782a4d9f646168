using Pipeline.Core.Channels;
using Pipeline.Core.Feeds.Guarding;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Issues;
using Pipeline.Core.Offers.Listings;

namespace Pipeline.Core.Offers.Sending;

/// <summary>Carries out what a person decides about a held execution: of a store's export here, of a feed as before.</summary>
public sealed class HeldExportDecision(
    IHeldFileDecision feeds, FlowCatalog flows, IExecutionStore executions, IFlowQueue queue, IStoreStateStore states, IListingStore listings, TimeProvider clock) : IHeldFileDecision
{
    /// <inheritdoc />
    public async Task<DecisionResult> ApproveAsync(string executionId, string decidedBy, CancellationToken cancellationToken)
    {
        if (await FindAsync(executionId, cancellationToken) is not { } execution)
        {
            return await feeds.ApproveAsync(executionId, decidedBy, cancellationToken);
        }

        if (execution.Status is not ExecutionStatus.Held && execution.DecidedBy is null)
        {
            return DecisionResult.NotHeld;
        }

        _ = await executions.UpdateAsync(
            executionId,
            standing => standing.Status is not ExecutionStatus.Held ? standing : standing with
            {
                Status = ExecutionStatus.Queued,
                HoldReason = null,
                FirstError = null,
                DecidedBy = $"approved by {decidedBy}",
                Summary = "Approved; offers are being sent.",
            },
            cancellationToken);
        await queue.SendAsync(new FlowExecutionMessage(executionId, execution.Flow), cancellationToken);
        return DecisionResult.Accepted;
    }

    /// <summary>Keeps the offers back that the guard has counted, until they are computed anew; the others go with the next run.</summary>
    public async Task<DecisionResult> RejectAsync(string executionId, string decidedBy, CancellationToken cancellationToken)
    {
        if (await FindAsync(executionId, cancellationToken) is not { } execution)
        {
            return await feeds.RejectAsync(executionId, decidedBy, cancellationToken);
        }

        if (execution.Status is not ExecutionStatus.Held && execution.DecidedBy is null)
        {
            return DecisionResult.NotHeld;
        }

        string store = flows.Find(execution.Flow)!.Store!;
        Issue refusal = new Issue(IssueCodes.OfferRejected, null, null).With("by", decidedBy).With("reason", execution.HoldReason);
        foreach (int bucket in (await listings.CountAsync(store, cancellationToken)).Where(static one => one.Value.Due > 0).Select(static one => one.Key))
        {
            _ = await listings.UpdateAsync(
                store,
                bucket,
                standing => standing.Listings.Values.Where(static listing => listing.IsDue && MassGuard.Concerns(listing)).ToArray() is { Length: > 0 } concerned
                    ? standing.With(concerned.Select(listing => listing with { Refused = listing.Wanted, Refusal = refusal }))
                    : standing,
                cancellationToken);
        }

        _ = await executions.UpdateAsync(
            executionId,
            standing => standing.Status is not ExecutionStatus.Held ? standing : standing with
            {
                Status = ExecutionStatus.Refused,
                FinishedAt = clock.GetUtcNow(),
                DecidedBy = $"rejected by {decidedBy}",
                Summary = $"Rejected by {decidedBy}: {standing.HoldReason}",
            },
            cancellationToken);
        _ = await states.UpdateAsync(store, state => state.HeldExecution == executionId ? state with { HeldExecution = null } : state, cancellationToken);
        return DecisionResult.Accepted;
    }

    private async Task<Execution?> FindAsync(string executionId, CancellationToken cancellationToken) =>
        await executions.FindAsync(executionId, cancellationToken) is { } execution && flows.Find(execution.Flow)?.Store is not null ? execution : null;
}
