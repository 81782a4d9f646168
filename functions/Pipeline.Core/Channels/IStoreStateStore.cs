namespace Pipeline.Core.Channels;

/// <summary>Remembers stores.</summary>
public interface IStoreStateStore
{
    /// <summary>What is remembered of the stores that something is remembered of.</summary>
    Task<IReadOnlyList<StoreState>> ListAsync(CancellationToken cancellationToken);

    /// <summary>What is remembered of a store; a fresh one, not stored, when nothing is.</summary>
    Task<StoreState> FindAsync(string store, CancellationToken cancellationToken);

    /// <summary>
    /// Changes it: reads it, applies <paramref name="change"/>, writes it under its ETag and starts over on a conflict. Returning the
    /// same instance writes nothing.
    /// </summary>
    /// <returns>The state that stands afterwards.</returns>
    Task<StoreState> UpdateAsync(string store, Func<StoreState, StoreState> change, CancellationToken cancellationToken);
}
