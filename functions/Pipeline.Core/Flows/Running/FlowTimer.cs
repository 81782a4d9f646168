using Pipeline.Core.Flows.Scheduling;

namespace Pipeline.Core.Flows.Running;

/// <summary>Starts the flows that are due. Called every minute; a call that breaks off is made up for by the next.</summary>
public sealed class FlowTimer(
    FlowCatalog catalog, IFlowStore store, FlowPlanner planner, FlowStarter starter, IFlowPace pace, TimeProvider clock)
{
    /// <summary>Starts each due slot, unless it comes before the partner may be asked again; then remembers the next one.</summary>
    /// <returns>The executions started.</returns>
    public async Task<IReadOnlyList<Execution>> StartDueAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, FlowState> states = (await store.ListAsync(cancellationToken))
            .ToDictionary(static state => state.Code);
        DateTimeOffset now = clock.GetUtcNow();
        List<Execution> started = [];
        foreach (FlowDefinition flow in catalog.All)
        {
            FlowState state = states.GetValueOrDefault(flow.Code) ?? new FlowState { Code = flow.Code };
            FlowSlot slot = planner.Plan(flow, state, now);
            if (slot.Due is { } due
                && await pace.NotBeforeAsync(flow, cancellationToken) is null
                && await starter.StartSlotAsync(flow.Code, due, slot.Missed, cancellationToken) is { } execution)
            {
                started.Add(execution);
            }

            if (slot.Next != state)
            {
                // Planned anew on the row as it stands: an operator may have changed the schedule meanwhile.
                _ = await store.UpdateAsync(flow.Code, stored => planner.Plan(flow, stored, now).Next, cancellationToken);
            }
        }

        return started;
    }
}
