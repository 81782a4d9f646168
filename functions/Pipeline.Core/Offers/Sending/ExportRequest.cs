using Pipeline.Core.Channels;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Running;

namespace Pipeline.Core.Offers.Sending;

/// <summary>Asks for the offers of a store to be sent, once for many changes, and not before the channel's pause is over.</summary>
public sealed class ExportRequest(
    StoreDirectory stores, StorePorts ports, IStoreStateStore states, FlowDirectory flows, FlowStarter starter, IOfferStepQueue steps, TimeProvider clock)
{
    // A request that was lost is forgotten after this; the schedule of the flow comes before.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Asks. When the store may be sent to at once, its execution is queued; else a step is, for when the pause is over.</summary>
    /// <returns>The execution that was queued; null when another request stands, or it has to wait.</returns>
    public async Task<Execution?> AskAsync(string code, CancellationToken cancellationToken)
    {
        if (stores.Find(code) is not { } store || await ports.OffersAsync(store, cancellationToken) is not { } target)
        {
            return null;
        }

        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset due = now;
        bool isMine = false;
        _ = await states.UpdateAsync(
            code,
            state =>
            {
                due = state.SentAt + target.Terms.Pause is { } free && free > now ? free : now;
                isMine = !(state.ExportDue + Patience > now);
                return isMine ? state with { ExportDue = due } : state;
            },
            cancellationToken);
        if (!isMine)
        {
            return null;
        }

        if (due > now)
        {
            await steps.SendAsync(new OfferStep(code, null), due - now, cancellationToken);
            return null;
        }

        return await StartAsync(code, cancellationToken);
    }

    /// <summary>Starts the export of a store whose pause is over. May be repeated within a second.</summary>
    public async Task<Execution?> StartAsync(string code, CancellationToken cancellationToken)
    {
        string flow = StoreFlows.CodeOf(code, StoreFlows.OfferExport);
        return (await flows.FindAsync(flow, cancellationToken))?.Condition is FlowCondition.On
            ? await starter.StartSlotAsync(flow, clock.GetUtcNow(), missed: false, cancellationToken)
            : null;
    }
}
