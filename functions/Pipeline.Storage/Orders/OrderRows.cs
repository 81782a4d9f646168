using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Tracing;

namespace Pipeline.Storage.Orders;

/// <summary>Records and events of orders: table <c>Orders</c>, one partition per order.</summary>
/// <remarks>
/// Row <c>record</c> holds the record (see <see cref="RowDocumentStore"/>), rows <c>e-{sequence}</c> one event each; a change
/// is one transaction over both. Each writing of the record has an id of its own, so that a writer whose answer was lost
/// and whose repetition is refused can tell its own work from another's.
/// </remarks>
internal sealed class OrderRows(TableServiceClient tables, BlobServiceClient blobs, TimeProvider clock) : IDisposable
{
    private const string RevisionColumn = "Revision";
    private const string WritingColumn = "Writing";
    private const string EventColumn = "Event";
    private const string TraceColumn = "Trace";
    private const int LookLimit = 20;
    private const int PageLimit = 1000;

    private readonly StorageTable table = new(tables, StorageNames.OrdersTable);
    private readonly RowDocumentStore documents = new(blobs, StorageNames.OrdersContainer);

    /// <summary>The record and its version, or null.</summary>
    public async Task<StoredOrder?> ReadAsync(string orderId, CancellationToken cancellationToken)
    {
        for (int looks = 0; OrderKeys.TryOf(orderId, out string key); looks++)
        {
            if (await FindAsync(key, cancellationToken) is not { } row)
            {
                return null;
            }

            if (await documents.UnpackAsync(row, cancellationToken) is { } json)
            {
                return new StoredOrder(OrderRecordJson.Read(json), VersionOf(row).ToString()) { Trace = row.GetString(TraceColumn) };
            }

            if (looks == LookLimit)
            {
                throw new InvalidDataException($"The record of order {orderId} should be in blob {RowDocumentStore.BlobOf(row)}, which is not there.");
            }
        }

        return null;
    }

    /// <summary>Writes a record and new events, all or nothing.</summary>
    /// <param name="before">The version it replaces, or null when there must be none.</param>
    /// <param name="record">The record.</param>
    /// <param name="events">Its new events.</param>
    /// <param name="cancellationToken">Gives up; they may have been written.</param>
    /// <returns>The new version, or null when somebody else was faster.</returns>
    public async Task<OrderVersion?> TryWriteAsync(
        OrderVersion? before, OrderRecord record, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken)
    {
        string key = OrderKeys.Of(record.Order.OrderId);
        string writing = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        TableEntity row = new(key, OrderKeys.RecordRow)
        {
            [RevisionColumn] = (before?.Revision ?? 0) + 1,
            [WritingColumn] = writing,
            [TraceColumn] = PipelineTrace.Current,
        };
        _ = await documents.PackAsync(row, $"{key}/{writing}.json.gz", OrderRecordJson.Write(record), cancellationToken);
        TableTransactionAction change = before is { } known
            ? new(TableTransactionActionType.UpdateReplace, row, known.ETag)
            : new(TableTransactionActionType.Add, row);
        TableClient client = await table.GetAsync(cancellationToken);
        try
        {
            Response<IReadOnlyList<Response>> done =
                await client.SubmitTransactionAsync([change, .. events.Select(entry => AddOf(key, entry))], cancellationToken);
            return VersionOf(row) with { ETag = done.Value[0].Headers.ETag!.Value };
        }
        catch (RequestFailedException refused) when (refused.Status is 404 or 409 or 412)
        {
            return await JudgeAsync(row, before, refused, cancellationToken);
        }
    }

    /// <summary>Removes the blobs that a change has made superfluous; most orders have none.</summary>
    public async Task TidyAsync(string orderId, OrderVersion? before, OrderVersion after, CancellationToken cancellationToken)
    {
        if (before is { Blob.Length: > 0 } known)
        {
            await documents.RemoveAsync(known.Blob, cancellationToken);
        }

        if (after.Blob.Length > 0)
        {
            await documents.RemoveLeftAsync(
                $"{OrderKeys.Of(orderId)}/", after.Blob, clock.GetUtcNow() - RowDocumentStore.LeftAge, cancellationToken);
        }
    }

    /// <summary>Events after a sequence, oldest first.</summary>
    public async Task<List<OrderEvent>> ListEventsAsync(string orderId, int after, int limit, CancellationToken cancellationToken)
    {
        List<OrderEvent> events = [];
        if (!OrderKeys.TryOf(orderId, out string key))
        {
            return events;
        }

        TableClient client = await table.GetAsync(cancellationToken);
        string query = TableClient.CreateQueryFilter(
            $"PartitionKey eq {key} and RowKey gt {OrderKeys.EventRow(after)} and RowKey lt {OrderKeys.RecordRow}");
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(query, Math.Min(limit, PageLimit), null, cancellationToken))
        {
            events.Add(JsonSerializer.Deserialize(row.GetString(EventColumn)!, OrderJson.Default.OrderEvent)!);
            if (events.Count == limit)
            {
                break;
            }
        }

        return events;
    }

    /// <inheritdoc />
    public void Dispose() => table.Dispose();

    private static OrderVersion VersionOf(TableEntity row) =>
        new(row.GetInt64(RevisionColumn)!.Value, RowDocumentStore.BlobOf(row) ?? string.Empty, row.ETag);

    private static TableTransactionAction AddOf(string key, OrderEvent entry) => new(
        TableTransactionActionType.Add,
        new TableEntity(key, OrderKeys.EventRow(entry.Sequence))
        {
            [EventColumn] = JsonSerializer.Serialize(entry, OrderJson.Default.OrderEvent),
        });

    /// <summary>What a refusal means: our own work met again, somebody else's, or a fault.</summary>
    private async Task<OrderVersion?> JudgeAsync(
        TableEntity written, OrderVersion? before, RequestFailedException refused, CancellationToken cancellationToken)
    {
        TableEntity? row = await FindAsync(written.PartitionKey, cancellationToken);
        if (row?.GetString(WritingColumn) == written.GetString(WritingColumn))
        {
            // The answer to the first try was lost, and its repetition met what it had done.
            return VersionOf(row!);
        }

        await documents.RemoveAsync(RowDocumentStore.BlobOf(written), cancellationToken);

        // The record is as it was read, or still absent, so an event stood in the way: the numbering is broken.
        return row?.ETag == before?.ETag
            ? throw new InvalidOperationException(
                $"Order {OrderKeys.IdOf(written.PartitionKey)} was not written: {refused.Message}", refused)
            : null;
    }

    private async Task<TableEntity?> FindAsync(string key, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        NullableResponse<TableEntity> found =
            await client.GetEntityIfExistsAsync<TableEntity>(key, OrderKeys.RecordRow, null, cancellationToken);
        return found.HasValue ? found.Value : null;
    }
}
