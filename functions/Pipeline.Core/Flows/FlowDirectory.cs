namespace Pipeline.Core.Flows;

/// <summary>Looks flows up, settings and memory together.</summary>
public sealed class FlowDirectory(FlowCatalog catalog, IFlowStore store, TimeProvider clock)
{
    /// <summary>All flows, in the catalogue's order.</summary>
    public async Task<IReadOnlyList<Flow>> ListAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<FlowState> states = await store.ListAsync(cancellationToken);
        Dictionary<string, FlowState> byCode = states.ToDictionary(static state => state.Code);
        DateTimeOffset now = clock.GetUtcNow();
        return [.. catalog.All.Select(definition => new Flow(
            definition,
            byCode.GetValueOrDefault(definition.Code) ?? new FlowState { Code = definition.Code },
            now))];
    }

    /// <summary>One flow; null when the catalogue has no such code.</summary>
    public async Task<Flow?> FindAsync(string code, CancellationToken cancellationToken) =>
        catalog.Find(code) is { } definition
            ? new Flow(definition, await store.FindAsync(definition.Code, cancellationToken), clock.GetUtcNow())
            : null;
}
