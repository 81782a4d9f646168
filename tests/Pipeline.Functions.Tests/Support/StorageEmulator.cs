using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Pipeline.Storage;
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

    public async Task EmptyAsync()
    {
        TableServiceClient tables = new(ConnectionString);
        _ = await tables.DeleteTableAsync(StorageNames.FlowsTable);
        _ = await tables.DeleteTableAsync(StorageNames.ExecutionsTable);
        _ = await tables.DeleteTableAsync(StorageNames.NotificationsTable);
        _ = await tables.DeleteTableAsync(StorageNames.NotificationClaimsTable);
        _ = await tables.DeleteTableAsync(StorageNames.OrdersTable);
        _ = await tables.DeleteTableAsync(StorageNames.OrderListTable);
        _ = await tables.DeleteTableAsync(StorageNames.OrderNumbersTable);
        _ = await tables.DeleteTableAsync(StorageNames.OrderRequestsTable);
        _ = await tables.DeleteTableAsync(StorageNames.ExchangesTable);
        _ = await tables.DeleteTableAsync(StorageNames.InvoicesTable);
        await foreach (TableItem table in tables.QueryAsync())
        {
            if (table.Name.StartsWith("Catalog", StringComparison.Ordinal) || table.Name.StartsWith("Feed", StringComparison.Ordinal))
            {
                _ = await tables.DeleteTableAsync(table.Name);
            }
        }

        QueueServiceClient queues = new(ConnectionString);
        _ = await queues.GetQueueClient(StorageNames.FlowRunsQueue).DeleteIfExistsAsync();
        _ = await queues.GetQueueClient(StorageNames.NotificationsQueue).DeleteIfExistsAsync();
        _ = await queues.GetQueueClient(StorageNames.OrderSignalsQueue).DeleteIfExistsAsync();
    }
}
