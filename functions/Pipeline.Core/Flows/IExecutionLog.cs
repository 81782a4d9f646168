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

/// <summary>Which executions a list shows; a null condition shows all.</summary>
public sealed record ExecutionFilter
{
    /// <summary>Code of the flow.</summary>
    public string? Flow { get; init; }

    /// <summary>State of the execution.</summary>
    public ExecutionStatus? Status { get; init; }

    /// <summary>What started it, for example <c>runNow</c>.</summary>
    public string? Trigger { get; init; }

    /// <summary>Asked for at or after this instant.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Asked for before this instant.</summary>
    public DateTimeOffset? To { get; init; }
}
