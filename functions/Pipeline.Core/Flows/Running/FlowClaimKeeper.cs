namespace Pipeline.Core.Flows.Running;

/// <summary>Gives a flow to one execution at a time, by a claim on the flow's row.</summary>
/// <remarks>
/// A claim is taken over when its execution is finished or held, when its process is known to have ended, or after
/// <see cref="FlowLimits.Silence"/> without a heartbeat.
/// </remarks>
public sealed class FlowClaimKeeper(
    IFlowStore flows, IExecutionStore executions, IWorkerIdentity worker, FlowLimits limits, TimeProvider clock)
{
    /// <summary>Takes the claim if it is free or lost.</summary>
    public async Task<ClaimOutcome> TakeAsync(Execution execution, CancellationToken cancellationToken)
    {
        FlowState seen = await flows.FindAsync(execution.Flow, cancellationToken);
        Execution? holder = seen.Claim is { } claim && claim.Execution != execution.Id
            ? await executions.FindAsync(claim.Execution, cancellationToken)
            : null;
        ClaimOutcome outcome = ClaimOutcome.Granted;
        _ = await flows.UpdateAsync(execution.Flow, Take, cancellationToken);
        return outcome;

        FlowState Take(FlowState state)
        {
            DateTimeOffset now = clock.GetUtcNow();
            bool isFree = state.Claim is not { } held || IsLost(held, now)
                || (held.Execution == holder?.Id && (holder.IsFinished || holder.Status is ExecutionStatus.Held));
            outcome = (isFree, state.Claim?.Execution == execution.Id) switch
            {
                (true, _) => ClaimOutcome.Granted,
                (false, true) => ClaimOutcome.AtWorkAlready,
                (false, false) => ClaimOutcome.HeldByAnother,
            };
            return outcome is ClaimOutcome.Granted
                ? state with
                {
                    Claim = new FlowClaim(execution.Id, worker.Id, now),
                    LastRun = now,
                    LastExecution = execution.Id,
                }
                : state;
        }
    }

    /// <summary>Shows that the execution lives; false when its claim has gone to another.</summary>
    public async Task<bool> RenewAsync(Execution execution, CancellationToken cancellationToken)
    {
        FlowState state = await flows.UpdateAsync(
            execution.Flow,
            state => IsOurs(state, execution)
                ? state with { Claim = state.Claim! with { HeartbeatAt = clock.GetUtcNow() } }
                : state,
            cancellationToken);
        return IsOurs(state, execution);
    }

    /// <summary>Gives the flow free, if the execution still holds it.</summary>
    public Task ReleaseAsync(Execution execution, CancellationToken cancellationToken) =>
        flows.UpdateAsync(
            execution.Flow,
            state => IsOurs(state, execution) ? state with { Claim = null } : state,
            cancellationToken);

    private bool IsLost(FlowClaim claim, DateTimeOffset now) =>
        now - claim.HeartbeatAt > limits.Silence || worker.IsGone(claim.Owner);

    private bool IsOurs(FlowState state, Execution execution) =>
        state.Claim is { } claim && claim.Execution == execution.Id && claim.Owner == worker.Id;
}

/// <summary>What became of the wish to hold a flow's claim.</summary>
public enum ClaimOutcome
{
    /// <summary>The execution holds the flow.</summary>
    Granted,

    /// <summary>Another execution holds it and lives.</summary>
    HeldByAnother,

    /// <summary>The same execution is at work in another place: its message came twice.</summary>
    AtWorkAlready,
}
