using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pipeline.Core.Notifications.Inbox;

namespace Pipeline.Storage.Notifications;

/// <summary>Removes old messages from the tables and the container of the inbox, see <see cref="MessageInbox"/>.</summary>
/// <remarks>
/// Order: claims, pointers, bodies, rows. Without its claim a message that comes again is handled again, which does no
/// harm; with a claim of a message that is gone it would be called a duplicate of nothing. Whole days go, because messages
/// of one day may share a body.
/// </remarks>
public sealed class MessageRetention : IMessageRetention, IDisposable
{
    private readonly StorageTable messages;
    private readonly StorageTable claims;
    private readonly MessageBodyStore bodies;

    /// <summary>Makes it; storage is touched at first use.</summary>
    public MessageRetention(TableServiceClient tables, BlobServiceClient blobs)
    {
        messages = new StorageTable(tables, StorageNames.NotificationsTable);
        claims = new StorageTable(tables, StorageNames.NotificationClaimsTable);
        bodies = new MessageBodyStore(blobs);
    }

    /// <inheritdoc />
    public async Task<int> RemoveAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        DateTimeOffset day = new(before.UtcDateTime.Date, TimeSpan.Zero);
        string firstId = MessageKey.FirstIdAt(day);
        _ = await RemoveAsync(claims, TableClient.CreateQueryFilter($"Id lt {firstId}"), cancellationToken);

        string lastRow = MessageKey.TurnOver(firstId);
        Dictionary<string, string?> waiting = await ListWaitingAsync(lastRow, cancellationToken);
        await RemovePointersAsync(firstId, waiting, cancellationToken);
        await bodies.RemoveAsync(day, waiting.Values.OfType<string>().ToHashSet(), cancellationToken);
        return await RemoveAsync(
            messages,
            TableClient.CreateQueryFilter($"PartitionKey lt {MessageKey.ArrivalsPartition} and RowKey gt {lastRow}"),
            cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        messages.Dispose();
        claims.Dispose();
    }

    private static async Task<int> RemoveAsync(StorageTable table, string query, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        return await RowRemoval.RemoveAsync(
            client, client.QueryAsync<TableEntity>(query, null, ["PartitionKey", "RowKey"], cancellationToken), cancellationToken);
    }

    /// <summary>Old messages that were never handled, with the names of their blobs.</summary>
    private async Task<Dictionary<string, string?>> ListWaitingAsync(string lastRow, CancellationToken cancellationToken)
    {
        TableClient client = await messages.GetAsync(cancellationToken);
        string query = TableClient.CreateQueryFilter(
            $"PartitionKey eq {MessageKey.ArrivalsPartition} and RowKey gt {lastRow}");
        Dictionary<string, string?> waiting = [];
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(
            query, null, ["PartitionKey", "RowKey", MessageRow.BlobColumn], cancellationToken))
        {
            waiting[MessageKey.TurnOver(row.RowKey)] = row.GetString(MessageRow.BlobColumn);
        }

        return waiting;
    }

    private async Task RemovePointersAsync(
        string firstId, Dictionary<string, string?> waiting, CancellationToken cancellationToken)
    {
        TableClient client = await messages.GetAsync(cancellationToken);
        string query = TableClient.CreateQueryFilter(
            $"PartitionKey eq {MessageKey.ParkedPartition} and RowKey lt {firstId}");
        IAsyncEnumerable<TableEntity> pointers = client
            .QueryAsync<TableEntity>(query, null, ["PartitionKey", "RowKey"], cancellationToken)
            .Where(pointer => !waiting.ContainsKey(pointer.RowKey));
        _ = await RowRemoval.RemoveAsync(client, pointers, cancellationToken);
    }
}
