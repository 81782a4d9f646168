using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Pipeline.Storage;
using Pipeline.Storage.Feeds;
using Pipeline.Storage.Schemas;
using Pipeline.TestSupport;

namespace Pipeline.Functions.Tests.Support;

/// <summary>A real Azurite.</summary>
public sealed class StorageEmulator : IAsyncLifetime
{
    private AzuriteServer? server;

    public string ConnectionString => server!.ConnectionString;

    public async Task InitializeAsync() => server = await AzuriteServer.StartAsync(CancellationToken.None);

    public async Task DisposeAsync() => await server!.DisposeAsync();

    /// <summary>Removes all blobs; the containers stay.</summary>
    public async Task EmptyBlobsAsync()
    {
        BlobServiceClient blobs = new(ConnectionString);
        await foreach (BlobContainerItem container in blobs.GetBlobContainersAsync())
        {
            BlobContainerClient client = blobs.GetBlobContainerClient(container.Name);
            await foreach (BlobItem blob in client.GetBlobsAsync())
            {
                _ = await client.DeleteBlobAsync(blob.Name);
            }
        }
    }

    /// <summary>Removes all rows, the messages of the app's own queues and the operators' documents.</summary>
    public async Task EmptyAsync()
    {
        TableServiceClient tables = new(ConnectionString);
        await foreach (TableItem table in tables.QueryAsync())
        {
            // The versions of the tables outlive the rows, as they do where the app runs.
            _ = table.Name == TableSchemas.Table ? null : await tables.DeleteTableAsync(table.Name);
        }

        _ = await new BlobServiceClient(ConnectionString).GetBlobContainerClient(ConfigStore.Container).DeleteIfExistsAsync();
        QueueServiceClient queues = new(ConnectionString);
        _ = await queues.GetQueueClient(StorageNames.FlowRunsQueue).DeleteIfExistsAsync();
        _ = await queues.GetQueueClient(StorageNames.FeedFilesQueue).DeleteIfExistsAsync();
        _ = await queues.GetQueueClient(StorageNames.NotificationsQueue).DeleteIfExistsAsync();
        _ = await queues.GetQueueClient(StorageNames.OrderSignalsQueue).DeleteIfExistsAsync();
    }
}
