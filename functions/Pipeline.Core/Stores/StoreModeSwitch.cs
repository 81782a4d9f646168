using Pipeline.Core.Channels;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
using Pipeline.Core.Offers.Sending;

namespace Pipeline.Core.Stores;

/// <summary>Takes stores live and back to test mode. What was chosen wins over the setting.</summary>
public sealed class StoreModeSwitch(
    StoreChecklist checklist, ChannelCatalog channels, IStoreStateStore states, IFlowStore flows, ExportRequest export, TimeProvider clock)
{
    /// <summary>Takes a store live if nothing of its checklist is open. May be repeated.</summary>
    /// <returns>What is open; empty when it is live.</returns>
    public async Task<IReadOnlyList<Issue>> GoLiveAsync(Store store, string by, CancellationToken cancellationToken)
    {
        if ((await states.FindAsync(store.Code, cancellationToken)).ModeOf(store) is StoreMode.Live)
        {
            return [];
        }

        _ = await checklist.TestAsync(store, cancellationToken);
        Issue[] open = [.. (await checklist.ReadAsync(store, cancellationToken)).Select(static point => point.Issue).OfType<Issue>()];
        if (open.Length > 0)
        {
            return open;
        }

        await SetAsync(store, StoreMode.Live, by, cancellationToken);
        _ = await export.AskAsync(store.Code, cancellationToken);
        return [];
    }

    /// <summary>Takes a store back to test mode: nothing more is written to it. May be repeated.</summary>
    public Task BackToTestAsync(Store store, string by, CancellationToken cancellationToken) => SetAsync(store, StoreMode.Test, by, cancellationToken);

    private async Task SetAsync(Store store, StoreMode mode, string by, CancellationToken cancellationToken)
    {
        // What a test run has shown is not what the channel has: that is read before anything else is sent.
        _ = await states.UpdateAsync(
            store.Code,
            state => state.ModeOf(store) == mode && state.Mode is not null ? state : state with
            {
                Mode = mode, ModeBy = by, ModeSince = clock.GetUtcNow(), IsCheckDue = true,
            },
            cancellationToken);
        FlowMode flowMode = mode is StoreMode.Live ? FlowMode.Live : FlowMode.Test;
        foreach (FlowDefinition flow in StoreFlows.Of(store, channels.Of(store)).Where(static flow => flow.Direction is FlowDirection.Out))
        {
            _ = await flows.UpdateAsync(
                flow.Code, state => state.Mode == flowMode ? state : state with { Mode = flowMode, Version = state.Version + 1 }, cancellationToken);
        }
    }
}
