namespace Pipeline.Core.Flows;

/// <summary>Keeps executions.</summary>
public interface IExecutionStore
{
    /// <summary>Reads one; null when unknown.</summary>
    Task<Execution?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Inserts one; false, and nothing written, when its id is taken.</summary>
    Task<bool> TryAddAsync(Execution execution, CancellationToken cancellationToken);

    /// <summary>
    /// Changes one: reads it, applies <paramref name="change"/>, writes it under its ETag and starts over on a conflict.
    /// Returning the same instance writes nothing.
    /// </summary>
    /// <returns>The state that stands afterwards.</returns>
    /// <exception cref="KeyNotFoundException">There is no such execution.</exception>
    Task<Execution> UpdateAsync(string id, Func<Execution, Execution> change, CancellationToken cancellationToken);
}
