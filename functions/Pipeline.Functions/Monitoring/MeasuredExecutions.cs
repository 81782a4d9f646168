using Pipeline.Core.Flows;

namespace Pipeline.Functions.Monitoring;

/// <summary>Keeps executions as another store does, and measures each that ends or waits for a person, whoever ends it.</summary>
internal sealed class MeasuredExecutions(IExecutionStore store, PipelineMetrics metrics) : IExecutionStore
{
    /// <inheritdoc />
    public Task<Execution?> FindAsync(string id, CancellationToken cancellationToken) => store.FindAsync(id, cancellationToken);

    /// <inheritdoc />
    public Task<bool> TryAddAsync(Execution execution, CancellationToken cancellationToken) => store.TryAddAsync(execution, cancellationToken);

    /// <inheritdoc />
    public async Task<Execution> UpdateAsync(string id, Func<Execution, Execution> change, CancellationToken cancellationToken)
    {
        ExecutionStatus before = default;
        Execution after = await store.UpdateAsync(
            id,
            execution =>
            {
                before = execution.Status;
                return change(execution);
            },
            cancellationToken);
        if (before != after.Status && (after.IsFinished || after.Status is ExecutionStatus.Held))
        {
            metrics.Ended(after);
        }

        return after;
    }
}
