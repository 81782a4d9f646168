using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Pipeline.Storage;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Infrastructure;

/// <summary>What the app keeps in its storage account, apart from what its host keeps there.</summary>
internal static class AppData
{
    // A message that is at work is hidden and counts; so no call of these is under way when all are empty.
    private static readonly string[] Work = [StorageNames.OrderSignalsQueue, StorageNames.NotificationsQueue, "pipeline-workitems"];

    // The task hub, the host's own, and the leases by which an import that has just ended may still hold its feed.
    private static readonly string[] Others = ["pipeline", "azure-webjobs", "azurefunctions", "feed-locks"];

    private static readonly string[] OfOrders =
    [
        StorageNames.OrdersTable, StorageNames.OrderListTable, StorageNames.OrderNumbersTable, StorageNames.OrderRequestsTable, StorageNames.ExchangesTable,
        StorageNames.InvoicesTable, StorageNames.NotificationsTable, StorageNames.NotificationClaimsTable, StorageNames.OrdersContainer,
        StorageNames.ExchangesContainer, StorageNames.InvoicesContainer, StorageNames.NotificationsContainer, StorageNames.OrderSignalsQueue,
        StorageNames.NotificationsQueue,
    ];

    /// <summary>Waits until no message about an order and no step of one is at work.</summary>
    public static Task RestAsync(string connection)
    {
        QueueServiceClient queues = new(connection);
        return WaitFor.TrueAsync(
            async () =>
            {
                foreach (string name in Work)
                {
                    QueueClient queue = queues.GetQueueClient(name);
                    if (await queue.ExistsAsync() && (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount > 0)
                    {
                        return false;
                    }
                }

                return true;
            },
            TimeSpan.FromMinutes(1),
            "orders are at rest");
    }

    /// <summary>Removes all rows, blobs and messages. Tables, containers and queues stay, since the app knows that they are there.</summary>
    public static Task ClearAsync(string connection) =>
        ClearAsync(connection, static name => !Array.Exists(Others, other => name.StartsWith(other, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Removes orders, what was exchanged about them, and messages; feeds and catalogue stay.</summary>
    public static Task ClearOrdersAsync(string connection) => ClearAsync(connection, static name => OfOrders.Contains(name, StringComparer.Ordinal));

    private static async Task ClearAsync(string connection, Func<string, bool> isMeant)
    {
        QueueServiceClient queues = new(connection);
        await foreach (QueueItem queue in queues.GetQueuesAsync())
        {
            if (isMeant(queue.Name))
            {
                _ = await queues.GetQueueClient(queue.Name).ClearMessagesAsync();
            }
        }

        TableServiceClient tables = new(connection);
        await foreach (TableItem table in tables.QueryAsync())
        {
            if (isMeant(table.Name))
            {
                await ClearAsync(tables.GetTableClient(table.Name));
            }
        }

        BlobServiceClient blobs = new(connection);
        await foreach (BlobContainerItem container in blobs.GetBlobContainersAsync())
        {
            if (isMeant(container.Name))
            {
                await ClearAsync(blobs.GetBlobContainerClient(container.Name));
            }
        }
    }

    private static async Task ClearAsync(TableClient table)
    {
        // One by one: a row that the app itself removes meanwhile is no fault then.
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(select: ["PartitionKey", "RowKey"]))
        {
            _ = await table.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        }
    }

    private static async Task ClearAsync(BlobContainerClient container)
    {
        await foreach (BlobItem blob in container.GetBlobsAsync())
        {
            _ = await container.DeleteBlobIfExistsAsync(blob.Name);
        }
    }
}
