namespace Pipeline.Core.Flows;

/// <summary>Looks flows up, settings and memory together.</summary>
public sealed class FlowDirectory(FlowCatalog catalog, IFlowStore store, IExecutionStore executions, TimeProvider clock)
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

    /// <summary>The execution that is at work on a flow, or null.</summary>
    /// <remarks>The claim alone does not tell: one whose execution was handed on stays until the next execution takes it over.</remarks>
    public async Task<Execution?> FindRunningAsync(Flow flow, CancellationToken cancellationToken) =>
        flow.State.Claim is { } claim
        && await executions.FindAsync(claim.Execution, cancellationToken) is { IsFinished: false, Status: not ExecutionStatus.Held } running
            ? running
            : null;
}
