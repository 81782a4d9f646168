namespace Pipeline.Core.Flows;

/// <summary>Lists executions.</summary>
public interface IExecutionLog
{
    /// <summary>Lists executions newest first, by the time their id carries.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="limit">At most so many, 1 to 1,000.</param>
    /// <param name="cursor">From the page before, or null for the first.</param>
    /// <param name="cancellationToken">Stops the listing.</param>
    /// <exception cref="FormatException">The cursor is not one of ours.</exception>
    Task<Page<Execution>> ListAsync(ExecutionFilter filter, int limit, string? cursor, CancellationToken cancellationToken);

    /// <summary>All executions that are queued, running, cancelling or held.</summary>
    Task<IReadOnlyList<Execution>> ListOpenAsync(CancellationToken cancellationToken);
}
