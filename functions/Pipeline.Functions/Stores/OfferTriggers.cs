using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.Channels;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Offers.Computing;
using Pipeline.Core.Offers.Listings;
using Pipeline.Core.Offers.Sending;
using Pipeline.Storage;

namespace Pipeline.Functions.Stores;

/// <summary>Computes offers again when something has changed, and takes the next step of a store's offers.</summary>
public sealed partial class OfferTriggers(
    ListingComputation computation, ExportRequest export, FlowExecutor executor, StoreDirectory stores, StorePorts ports, IOfferImportStore imports, OfferImportFollow follow,
    ILogger<OfferTriggers> logger)
{
    /// <summary>Computes what a change names, and sends what differs at once where the channel's pause is over.</summary>
    [Function("ComputeOffers")]
    public async Task ComputeAsync([QueueTrigger(StorageNames.ListingChangesQueue)] ListingChange message, CancellationToken cancellationToken)
    {
        foreach (string store in await computation.RunAsync(message, cancellationToken))
        {
            Log.Due(logger, store);
            await RunAsync(await export.AskAsync(store, cancellationToken), cancellationToken);
        }
    }

    /// <summary>Looks at an import, or sends what has changed meanwhile.</summary>
    [Function("TakeOfferStep")]
    public async Task StepAsync([QueueTrigger(StorageNames.OfferStepsQueue)] OfferStep message, CancellationToken cancellationToken)
    {
        if (message.ImportId is not { } id)
        {
            await RunAsync(await export.StartAsync(message.Store, cancellationToken), cancellationToken);
        }
        else if (stores.Find(message.Store) is { } store && await ports.OffersAsync(store, cancellationToken) is { } target
            && await imports.FindAsync(store.Code, id, cancellationToken) is { IsOpen: true } import)
        {
            OfferImport after = await follow.GoOnAsync(target, import, isFirst: false, cancellationToken);
            Log.Import(logger, store.Code, after.Id, after.Stage);
        }
    }

    // The message of the execution is on its way too, and finds it done: a queue that was idle is looked at but now and then.
    private async Task RunAsync(Execution? execution, CancellationToken cancellationToken)
    {
        if (execution is not null)
        {
            _ = await executor.RunAsync(new FlowExecutionMessage(execution.Id, execution.Flow), cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{StoreId}: offers differ from what the channel has")]
        public static partial void Due(ILogger logger, string storeId);

        [LoggerMessage(2, LogLevel.Information, "{StoreId}: import {ImportId} is {Stage}")]
        public static partial void Import(ILogger logger, string storeId, string importId, OfferImportStage stage);
    }
}
