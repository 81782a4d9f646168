using Pipeline.Core.Flows;

namespace Pipeline.Core.ErrorGroups.Sources;

/// <summary>Keeps executions, and reports each that ends or waits for a person.</summary>
/// <remarks>An execution is noted before it is added, and until its end is reported.</remarks>
public sealed class WatchedExecutions(IExecutionStore inner, ExecutionReports reports, IErrorNotes notes) : IExecutionStore
{
    /// <inheritdoc/>
    public Task<Execution?> FindAsync(string id, CancellationToken cancellationToken) => inner.FindAsync(id, cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> TryAddAsync(Execution execution, CancellationToken cancellationToken)
    {
        if (!execution.IsFinished)
        {
            _ = await notes.AddAsync(SubjectOf(execution), cancellationToken);
        }

        return await inner.TryAddAsync(execution, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<Execution> UpdateAsync(string id, Func<Execution, Execution> change, CancellationToken cancellationToken)
    {
        ExecutionStatus before = default;
        Execution after = await inner.UpdateAsync(
            id,
            execution =>
            {
                before = execution.Status;
                return change(execution);
            },
            cancellationToken);
        if (before != after.Status && (after.IsFinished || before is ExecutionStatus.Held || after.Status is ExecutionStatus.Held))
        {
            ErrorNote note = await notes.AddAsync(SubjectOf(after), CancellationToken.None);
            await reports.SendAsync(after, CancellationToken.None);
            if (after.IsFinished || after.Status is ExecutionStatus.Held)
            {
                await notes.RemoveAsync(note, CancellationToken.None);
            }
        }

        return after;
    }

    private static ErrorSubject SubjectOf(Execution execution) => new(ErrorSubject.Execution, execution.Id);
}
