using Pipeline.Core.Errors;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Issues;
using Pipeline.Core.Tracing;

namespace Pipeline.Core.Flows.Running;

/// <summary>Does queued executions: claims the flow, runs its runner, records how it ended.</summary>
/// <remarks>Messages may come twice, late or for executions that are over; those change nothing.</remarks>
public sealed class FlowExecutor(
    FlowDirectory flows, IExecutionStore executions, FlowClaimKeeper claims, IEnumerable<IFlowExecutor> runners,
    FlowLimits limits, TimeProvider clock)
{
    /// <summary>Does the execution that a message names.</summary>
    /// <returns>The execution as it stands afterwards; null when its row does not exist.</returns>
    /// <exception cref="OperationCanceledException">The process stops; the execution is queued again.</exception>
    public async Task<Execution?> RunAsync(FlowExecutionMessage message, CancellationToken cancellationToken)
    {
        Execution? execution = await executions.FindAsync(message.ExecutionId, cancellationToken);
        if (execution?.Status is not (ExecutionStatus.Queued or ExecutionStatus.Running or ExecutionStatus.Cancelling))
        {
            return execution;
        }

        Flow? flow = await flows.FindAsync(execution.Flow, cancellationToken);
        if (Refuse(flow, execution) is { } refused)
        {
            return await executions.UpdateAsync(
                execution.Id, state => state.IsFinished ? state : refused(state), cancellationToken);
        }

        return await claims.TakeAsync(execution, cancellationToken) switch
        {
            ClaimOutcome.AtWorkAlready => execution,
            ClaimOutcome.HeldByAnother => await executions.UpdateAsync(execution.Id, Skip, cancellationToken),
            _ => await RunClaimedAsync(flow!, execution, cancellationToken),
        };
    }

    private async Task<Execution> RunClaimedAsync(Flow flow, Execution execution, CancellationToken cancellationToken)
    {
        Execution begun = await executions.UpdateAsync(execution.Id, state => Begin(state, flow), cancellationToken);
        if (begun.Status is ExecutionStatus.Running)
        {
            begun = await WorkAsync(flow, begun, cancellationToken);
        }

        if (begun.IsFinished || begun.Status is ExecutionStatus.Held)
        {
            await claims.ReleaseAsync(begun, CancellationToken.None);
        }

        return begun;
    }

    private async Task<Execution> WorkAsync(Flow flow, Execution execution, CancellationToken cancellationToken)
    {
        FlowHeartbeat heartbeat = new(execution, claims, executions, limits, clock, cancellationToken);
        Exception? fault = null;
        RunCost cost = new();
        try
        {
            IFlowExecutor runner = runners.LastOrDefault(candidate => candidate.Runs(flow.Definition))
                ?? throw new InvalidOperationException($"No runner does the flow '{flow.Code}'.");
            ExchangeContext.Subject = execution.Id;
            ExchangeContext.Cost = cost;
            await runner.RunAsync(execution, heartbeat.Work);
        }
        catch (Exception exception)
        {
            fault = exception;
        }
        finally
        {
            await heartbeat.DisposeAsync();
        }

        if (heartbeat.IsClaimLost)
        {
            // Whoever took over writes the row from now on.
            return execution;
        }

        Execution ended = await executions.UpdateAsync(
            execution.Id, state => Counted(End(state, fault, cancellationToken.IsCancellationRequested), cost), CancellationToken.None);
        if (ended.Status is ExecutionStatus.Queued)
        {
            await claims.ReleaseAsync(ended, CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return ended;
    }

    private Func<Execution, Execution>? Refuse(Flow? flow, Execution queued) => flow?.Condition switch
    {
        null or FlowCondition.NotConfigured => execution => Failed(execution, flow is null
            ? new Issue(IssueCodes.FlowUnknown, null, execution.Flow)
            : new Issue(IssueCodes.FlowNotConfigured, null, null).With("reason", flow.Definition.MissingSetting)),
        // One that began before the pause goes on: stopping it half way is what Cancel is for.
        FlowCondition.Paused when queued.Status is ExecutionStatus.Queued && !(flow.State.PausedFor is not null && IsByPerson(queued)) => execution => execution with
        {
            Status = ExecutionStatus.Paused,
            FinishedAt = clock.GetUtcNow(),
            Summary = $"Not started: the flow is paused ({flow.State.PausedReason}).",
        },
        _ => null,
    };

    private static bool IsByPerson(Execution execution) =>
        execution.Trigger is ExecutionTrigger.RunNow or ExecutionTrigger.Override or ExecutionTrigger.RerunFailed;

    private Execution Failed(Execution execution, Issue error) => execution with
    {
        Status = ExecutionStatus.Failed,
        FinishedAt = clock.GetUtcNow(),
        Summary = error.Cause,
        FirstError = execution.FirstError ?? error,
    };

    private Execution Begin(Execution execution, Flow flow) => execution.Status switch
    {
        ExecutionStatus.Queued or ExecutionStatus.Running when execution.Attempt >= limits.Attempts =>
            ExecutionLoss.GiveUp(execution, clock.GetUtcNow()),
        ExecutionStatus.Queued or ExecutionStatus.Running => execution with
        {
            Status = ExecutionStatus.Running,
            Attempt = execution.Attempt + 1,
            StartedAt = execution.StartedAt ?? clock.GetUtcNow(),
            HeartbeatAt = clock.GetUtcNow(),
            Mode = execution.Mode ?? (execution.Request?.DryRun is true ? FlowMode.Test : flow.Mode),
            CorrelationId = execution.CorrelationId ?? PipelineTrace.CurrentTrace,
        },
        ExecutionStatus.Cancelling => Cancelled(execution),
        _ => execution,
    };

    private Execution Skip(Execution execution) => execution.Status switch
    {
        ExecutionStatus.Queued => execution with
        {
            Status = ExecutionStatus.Skipped,
            FinishedAt = clock.GetUtcNow(),
            Summary = "Not started: the flow is already running.",
        },
        // It ran, fell silent, and another execution has taken the flow since.
        ExecutionStatus.Running => ExecutionLoss.GiveUp(execution, clock.GetUtcNow()),
        ExecutionStatus.Cancelling => Cancelled(execution),
        _ => execution,
    };

    private Execution End(Execution execution, Exception? fault, bool isStopping)
    {
        if (execution.Status is not (ExecutionStatus.Running or ExecutionStatus.Cancelling))
        {
            return execution;
        }

        return (execution.Status, fault) switch
        {
            (ExecutionStatus.Cancelling, null or OperationCanceledException) => Cancelled(execution),
            (_, null) => execution,
            (_, OperationCanceledException) when isStopping => execution with { Status = ExecutionStatus.Queued },
            (_, IRefusedInput) => Failed(execution, FaultClassifier.Describe(fault)) with
            {
                Status = ExecutionStatus.Refused,
            },
            _ => Failed(execution, FaultClassifier.Describe(fault)),
        };
    }

    /// <summary>With what it cost, and as failed when it says that it is done and its counts do not add up.</summary>
    private Execution Counted(Execution execution, RunCost cost)
    {
        Execution counted = execution with
        {
            ApiCalls = execution.ApiCalls + cost.Calls,
            Pages = execution.Pages + cost.Pages,
            ThrottledMs = execution.ThrottledMs + cost.ThrottledMs,
        };
        return counted is { AddsUp: false, Status: ExecutionStatus.Succeeded or ExecutionStatus.Partial or ExecutionStatus.NothingToDo }
            ? Failed(counted, new Issue(IssueCodes.CountsDoNotAddUp, null, $"{counted.Counts.Read}"))
            : counted;
    }

    private Execution Cancelled(Execution execution) => execution with
    {
        Status = ExecutionStatus.Cancelled,
        FinishedAt = clock.GetUtcNow(),
        Summary = "Stopped on request; what was done stays.",
    };
}
