namespace Pipeline.Core.Flows;

/// <summary>Remembers the state of flows.</summary>
public interface IFlowStore
{
    /// <summary>States of the flows that have one.</summary>
    Task<IReadOnlyList<FlowState>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The state of a flow; a fresh one, not stored, when it has none.</summary>
    Task<FlowState> FindAsync(string code, CancellationToken cancellationToken);

    /// <summary>
    /// Changes the state of a flow: reads it, applies <paramref name="change"/>, writes it under its ETag and starts over
    /// on a conflict. Returning the same instance writes nothing.
    /// </summary>
    /// <returns>The state that stands afterwards.</returns>
    Task<FlowState> UpdateAsync(string code, Func<FlowState, FlowState> change, CancellationToken cancellationToken);
}
