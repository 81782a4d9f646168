using Pipeline.Core.Executions;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Orders.Selling;

namespace Pipeline.Core.Channels.Orders.Importing;

/// <summary>Does the flows that take in the orders of stores.</summary>
public sealed class ChannelOrderFlow(
    StoreDirectory stores, FlowCatalog flows, ChannelCatalog channels, StorePorts ports, ChannelOrderImport import, IExecutionStore executions,
    IExecutionObserver observer, TimeProvider clock) : IFlowExecutor
{
    /// <inheritdoc />
    public bool Runs(FlowDefinition flow) => flow.Store is { } store && flow.Code == StoreFlows.CodeOf(store, StoreFlows.Orders);

    /// <inheritdoc />
    public async Task RunAsync(Execution execution, CancellationToken cancellationToken)
    {
        Store store = stores.Find(flows.Find(execution.Flow)!.Store!)!;
        IChannel channel = channels.Of(store);
        ChannelOrderCounts counts = new();
        if (ports.OrderSource(store) is { } source)
        {
            bool isTest = await ports.ModeAsync(store, cancellationToken) is StoreMode.Test;
            OrderAbilities abilities = (await ports.OrderTargetAsync(store, cancellationToken))?.Abilities ?? OrderAbilities.None;
            counts = await import.RunAsync(store, source, new ChannelOrderTerms(channel.Kind, isTest, abilities), cancellationToken);
        }

        observer.Ended(await executions.UpdateAsync(execution.Id, standing => End(standing, counts), cancellationToken));
    }

    private Execution End(Execution execution, ChannelOrderCounts counts) => execution with
    {
        Status = counts.SetAside > 0 ? ExecutionStatus.Partial
            : counts.Imported + counts.Updated == 0 ? ExecutionStatus.NothingToDo : ExecutionStatus.Succeeded,
        Counts = new FeedCounts
        {
            Read = counts.Imported + counts.Updated + counts.Unchanged + counts.SetAside + counts.Ignored,
            Created = counts.Imported, Updated = counts.Updated, Unchanged = counts.Unchanged, Skipped = counts.Ignored, Failed = counts.SetAside,
        },
        FirstError = counts.Reasons.Count > 0 ? counts.Reasons[0] : null,
        Summary = $"{counts.Imported} new orders, {counts.Updated} changed, {counts.SetAside} set aside, {counts.Ignored} not ours.",
        FinishedAt = clock.GetUtcNow(),
    };
}
