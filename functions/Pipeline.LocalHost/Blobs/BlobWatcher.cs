using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Pipeline.LocalHost.Configuration;
using Pipeline.LocalHost.Hosting;

namespace Pipeline.LocalHost.Blobs;

/// <summary>Lists the container of one blob trigger and sends a message for each new version of a blob.</summary>
/// <remarks>Stands in for Event Grid, which the storage emulator lacks. A blob that stays is seen however long the host was off.</remarks>
internal sealed partial class BlobWatcher(
    FunctionDefinition function,
    BlobPath path,
    BlobContainerClient container,
    QueueClient queue,
    BlobReceipts receipts,
    TimeSpan interval,
    Action wake,
    TimeProvider time,
    ILogger<BlobWatcher> logger) : ITriggerListener
{
    public string Name => $"{function.Name} ({path.Container}/{path.Prefix})";

    public async Task RunAsync(ListenerStop stop)
    {
        using PeriodicTimer timer = new(interval, time);
        do
        {
            try
            {
                await ListAsync(stop.NoNewWork);
            }
            catch (RequestFailedException error) when (error.Status == 404)
            {
                // The container may come later.
            }
            catch (Exception error) when (StorageFault.Is(error))
            {
                Log.CannotList(logger, path.Container, error.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stop.NoNewWork));
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        await foreach (BlobItem blob in container.GetBlobsAsync(
            new GetBlobsOptions { Prefix = path.Prefix }, cancellationToken))
        {
            string etag = blob.Properties.ETag?.ToString() ?? string.Empty;
            if (path.Match(blob.Name) is null
                || await receipts.ContainsAsync(path.Container, blob.Name, etag, cancellationToken))
            {
                continue;
            }

            BlobMessage message = new(
                "BlobTrigger", function.StorageName, "BlockBlob", path.Container, blob.Name, etag);
            await queue.SendMessageAsync(message.Encode(), cancellationToken);
            await receipts.AddAsync(path.Container, blob.Name, etag, cancellationToken);
            wake();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(60, LogLevel.Warning, "Container '{Container}' cannot be listed: {Reason}")]
        public static partial void CannotList(ILogger logger, string container, string reason);
    }
}
