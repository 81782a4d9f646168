using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Storage.Orders;

/// <summary>Erases beside the records of <see cref="OrderStore"/>: in events and in blobs of earlier versions.</summary>
public sealed class OrderErasure : IOrderErasure, IDisposable
{
    private const string EventColumn = "Event";

    private readonly StorageTable table;
    private readonly RowDocumentStore documents;

    /// <summary>Makes it; storage is touched at first use.</summary>
    public OrderErasure(TableServiceClient tables, BlobServiceClient blobs)
    {
        table = new StorageTable(tables, StorageNames.OrdersTable);
        documents = new RowDocumentStore(blobs, StorageNames.OrdersContainer);
    }

    /// <inheritdoc />
    public async Task RewriteEventsAsync(string orderId, Func<string, string> rewrite, CancellationToken cancellationToken)
    {
        if (!OrderKeys.TryOf(orderId, out string key))
        {
            return;
        }

        TableClient client = await table.GetAsync(cancellationToken);
        string query = TableClient.CreateQueryFilter(
            $"PartitionKey eq {key} and RowKey ge {OrderKeys.EventRow(0)} and RowKey lt {OrderKeys.RecordRow}");
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(query, null, null, cancellationToken))
        {
            OrderEvent entry = JsonSerializer.Deserialize(row.GetString(EventColumn)!, OrderJson.Default.OrderEvent)!;
            string summary = rewrite(entry.Summary);
            if (summary != entry.Summary)
            {
                // Nobody else ever changes an event.
                row[EventColumn] = JsonSerializer.Serialize(entry with { Summary = summary }, OrderJson.Default.OrderEvent);
                _ = await client.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, cancellationToken);
            }
        }
    }

    /// <inheritdoc />
    /// <remarks>
    /// The blobs are listed, then the record is written as it is, which refuses every writer that had read it before; only
    /// then are they removed. So no blob goes that a row is about to name, whatever the clocks of the writers say.
    /// </remarks>
    public async Task RemoveEarlierVersionsAsync(string orderId, CancellationToken cancellationToken)
    {
        if (!OrderKeys.TryOf(orderId, out string key))
        {
            return;
        }

        TableClient client = await table.GetAsync(cancellationToken);
        string[] earlier = await OptimisticWrite.RunAsync<string[]>(async turn =>
        {
            IReadOnlyList<string> blobs = await documents.ListAsync($"{key}/", cancellationToken);
            NullableResponse<TableEntity> found =
                await client.GetEntityIfExistsAsync<TableEntity>(key, OrderKeys.RecordRow, null, cancellationToken);
            string? current = found.HasValue ? RowDocumentStore.BlobOf(found.Value!) : null;
            string[] others = [.. blobs.Where(blob => blob != current)];
            if (!found.HasValue || others.Length == 0)
            {
                return [];
            }

            _ = await client.UpdateEntityAsync(found.Value!, found.Value!.ETag, TableUpdateMode.Replace, cancellationToken);
            return others;
        });
        foreach (string blob in earlier)
        {
            await documents.RemoveAsync(blob, cancellationToken);
        }
    }

    /// <inheritdoc />
    public void Dispose() => table.Dispose();
}
