namespace Pipeline.Core.Flows.Running;

/// <summary>Looks after executions that nobody works on: lost messages and lost workers.</summary>
public sealed class FlowSweep(
    IExecutionLog log, IExecutionStore executions, IFlowQueue queue, FlowLimits limits, TimeProvider clock)
{
    /// <summary>
    /// Sends the message of executions queued too long again; queues running ones that fell silent, and gives them up
    /// after <see cref="FlowLimits.Attempts"/>; ends silent ones that were to be cancelled. Safe to repeat.
    /// </summary>
    /// <returns>The executions touched, as they stand afterwards.</returns>
    public async Task<IReadOnlyList<Execution>> SweepAsync(CancellationToken cancellationToken)
    {
        List<Execution> touched = [];
        foreach (Execution open in await log.ListOpenAsync(cancellationToken))
        {
            if (Revive(open) == open)
            {
                continue;
            }

            Execution revived = await executions.UpdateAsync(open.Id, Revive, cancellationToken);
            if (revived.Status is ExecutionStatus.Queued)
            {
                await queue.SendAsync(new FlowExecutionMessage(revived.Id, revived.Flow), cancellationToken);
            }

            touched.Add(revived);
        }

        return touched;
    }

    private Execution Revive(Execution execution)
    {
        DateTimeOffset now = clock.GetUtcNow();
        TimeSpan silence = now - (execution.HeartbeatAt ?? execution.QueuedAt);
        return execution.Status switch
        {
            // The heartbeat notes the new message, so that the next sweep waits as long again.
            ExecutionStatus.Queued when silence > limits.Queued => execution with { HeartbeatAt = now },
            ExecutionStatus.Running when silence > limits.Silence && execution.Attempt >= limits.Attempts =>
                ExecutionLoss.GiveUp(execution, now),
            ExecutionStatus.Running when silence > limits.Silence =>
                execution with { Status = ExecutionStatus.Queued, HeartbeatAt = now },
            ExecutionStatus.Cancelling when silence > limits.Silence => execution with
            {
                Status = ExecutionStatus.Cancelled,
                FinishedAt = now,
                Summary = "Stopped on request; what was done stays.",
            },
            _ => execution,
        };
    }
}
