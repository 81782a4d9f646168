using Pipeline.Core.Issues;

namespace Pipeline.Core.Flows.Running;

/// <summary>What people and queues may do to an execution from outside.</summary>
public sealed class ExecutionCommandHandler(IExecutionStore executions, TimeProvider clock)
{
    /// <summary>
    /// Cancels: a queued execution ends at once, a running one stops before its next batch. Repeating it
    /// changes nothing.
    /// </summary>
    /// <returns>
    /// The execution as it stands; its status is <see cref="ExecutionStatus.Cancelled"/> or
    /// <see cref="ExecutionStatus.Cancelling"/> unless it was over before or waits for a decision. Null when unknown.
    /// </returns>
    public async Task<Execution?> CancelAsync(string id, CancellationToken cancellationToken) =>
        await executions.FindAsync(id, cancellationToken) is { } execution
            ? await executions.UpdateAsync(execution.Id, Cancel, cancellationToken)
            : null;

    /// <summary>Ends an execution whose message failed too often and was set aside. Repeating it changes nothing.</summary>
    /// <returns>The execution as it stands; null when unknown.</returns>
    public async Task<Execution?> SetAsideAsync(string id, CancellationToken cancellationToken) =>
        await executions.FindAsync(id, cancellationToken) is { } execution
            ? await executions.UpdateAsync(execution.Id, SetAside, cancellationToken)
            : null;

    private Execution Cancel(Execution execution) => execution.Status switch
    {
        ExecutionStatus.Queued => execution with
        {
            Status = ExecutionStatus.Cancelled,
            FinishedAt = clock.GetUtcNow(),
            Summary = "Cancelled before it began.",
        },
        ExecutionStatus.Running => execution with { Status = ExecutionStatus.Cancelling },
        _ => execution,
    };

    private Execution SetAside(Execution execution) => execution.IsFinished || execution.Status is ExecutionStatus.Held
        ? execution
        : execution with
        {
            Status = ExecutionStatus.Failed,
            FinishedAt = clock.GetUtcNow(),
            Summary = "The run was tried five times and broke off each time, so its message was set aside.",
            FirstError = execution.FirstError ?? new Issue(IssueCodes.ExecutionSetAside, null, null),
        };
}
