using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pipeline.Core.Notifications;

namespace Pipeline.Storage.Notifications;

/// <summary>Keeps pushed messages in the table <c>Notifications</c>, large bodies in the container <c>notifications</c>.</summary>
/// <remarks>
/// A message that waits for its turn stands in the partition <c>arrivals</c>, which is short and takes a group of them
/// in one transaction. What is handled moves to the partition of its month (see <see cref="NotificationKey"/>): first
/// written there, then taken away here, so that a crash between leaves it twice and never nowhere; the month's row is
/// then the right one. A message that waits for an order has a pointer in the partition <c>parked</c>.
/// </remarks>
public sealed class NotificationInbox : INotificationInbox, IAsyncDisposable
{
    /// <summary>Largest body that stands in its row, in bytes; a larger one is a blob.</summary>
    public const int RowBodyLimit = 48 * 1024;

    private readonly StorageTable table;
    private readonly NotificationBodies bodies;
    private readonly INotificationQueue queue;
    private readonly GroupCommit arrivals;

    /// <summary>Makes it; storage is touched at first use.</summary>
    public NotificationInbox(TableServiceClient tables, BlobServiceClient blobs, INotificationQueue queue)
    {
        table = new StorageTable(tables, StorageNames.NotificationsTable);
        bodies = new NotificationBodies(blobs);
        arrivals = new GroupCommit(table, AnnounceAsync);
        this.queue = queue;
    }

    /// <inheritdoc />
    public async Task AddAsync(Notification notification, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        string? blob = body.Length > RowBodyLimit ? await bodies.WriteAsync(notification, body, cancellationToken) : null;
        bool waits = notification is { State: NotificationState.Accepted, HandledAt: null };
        NotificationKey key = KeyOf(notification.Id, waits);
        TableEntity row = NotificationRow.Of(key, notification);
        row[NotificationRow.BodyColumn] = blob is null ? body.ToArray() : null;
        row[NotificationRow.BlobColumn] = blob;
        if (waits)
        {
            await arrivals.WriteAsync(row, NotificationRow.SizeOf(row), cancellationToken);
        }
        else
        {
            TableClient client = await table.GetAsync(cancellationToken);
            _ = await client.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async Task<Notification?> FindAsync(string id, CancellationToken cancellationToken) =>
        NotificationId.TryParse(id, out string known)
        && await ReadAsync(known, NotificationRow.WithoutBody, cancellationToken) is { } row
            ? NotificationRow.RecordOf(row)
            : null;

    /// <inheritdoc />
    public async Task<byte[]?> ReadBodyAsync(string id, CancellationToken cancellationToken) =>
        NotificationId.TryParse(id, out string known) && await ReadAsync(known, null, cancellationToken) is { } row
            ? row.GetBinary(NotificationRow.BodyColumn)
                ?? (row.GetString(NotificationRow.BlobColumn) is { } blob ? await bodies.ReadAsync(blob, cancellationToken) : null)
            : null;

    /// <inheritdoc />
    public async Task SettleAsync(
        Notification notification, IReadOnlyList<string> waitsFor, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        TableEntity before = await ReadAsync(notification.Id, null, cancellationToken)
            ?? throw new KeyNotFoundException($"There is no message '{notification.Id}'.");
        if (waitsFor.Count > 0)
        {
            _ = await client.UpsertEntityAsync(
                NotificationRow.PointerOf(notification, waitsFor), TableUpdateMode.Replace, cancellationToken);
        }

        TableEntity row = NotificationRow.Of(KeyOf(notification.Id, waits: false), notification);
        row[NotificationRow.BodyColumn] = before[NotificationRow.BodyColumn];
        row[NotificationRow.BlobColumn] = before[NotificationRow.BlobColumn];
        _ = await client.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        await EndWaitingAsync(notification.Id, cancellationToken);
        if (waitsFor.Count == 0)
        {
            _ = await client.DeleteEntityAsync(
                NotificationKey.ParkedPartition, notification.Id, ETag.All, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async Task EndWaitingAsync(string id, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        NotificationKey arrival = KeyOf(id, waits: true);
        _ = await client.DeleteEntityAsync(arrival.Partition, arrival.Row, ETag.All, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<NotificationPage> ListAsync(
        NotificationFilter filter, int limit, string? cursor, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        SortedDictionary<string, Notification> found = new(StringComparer.Ordinal);
        foreach (string query in NotificationQuery.Of(filter, cursor))
        {
            // Arrivals come last and do not displace a row of the same message that is handled.
            await AddAsync(found, client.QueryAsync<TableEntity>(
                query, Math.Min(limit + 1, 1000), NotificationRow.WithoutBody, cancellationToken), limit + 1);
        }

        Notification[] items = [.. found.Values.Take(limit)];
        return new NotificationPage(items, found.Count > limit ? NotificationQuery.CursorAfter(items[^1].Id) : null);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> ListWaitingAsync(
        DateTimeOffset since, int limit, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        string query = TableClient.CreateQueryFilter(
            $"PartitionKey eq {NotificationKey.ArrivalsPartition} and RowKey ge {NotificationKey.FirstRowAt(since)}");
        List<string> waiting = [];
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(query, null, ["PartitionKey", "RowKey"], cancellationToken))
        {
            waiting.Add(NotificationKey.TurnOver(row.RowKey));
        }

        // Rows come latest first.
        waiting.Reverse();
        return [.. waiting.Take(limit)];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<ParkedNotification>> ListParkedAsync(CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        string query = TableClient.CreateQueryFilter($"PartitionKey eq {NotificationKey.ParkedPartition}");
        List<ParkedNotification> parked = [];
        await foreach (TableEntity pointer in client.QueryAsync<TableEntity>(query, null, null, cancellationToken))
        {
            parked.Add(NotificationRow.PointerOf(pointer));
        }

        return parked;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await arrivals.DisposeAsync();
        table.Dispose();
    }

    private static async Task AddAsync(
        SortedDictionary<string, Notification> found, AsyncPageable<TableEntity> rows, int limit)
    {
        int count = 0;
        await foreach (TableEntity row in rows)
        {
            _ = found.TryAdd(row.RowKey, NotificationRow.RecordOf(row));
            if (++count == limit)
            {
                return;
            }
        }
    }

    private static NotificationKey KeyOf(string id, bool waits) => waits
        ? NotificationKey.Of(id) with { Partition = NotificationKey.ArrivalsPartition }
        : NotificationKey.Of(id);

    private async Task<TableEntity?> ReadAsync(string id, IEnumerable<string>? select, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        // The third look meets a message that moved between the first two.
        foreach (bool waits in (bool[])[false, true, false])
        {
            NotificationKey key = KeyOf(id, waits);
            NullableResponse<TableEntity> found =
                await client.GetEntityIfExistsAsync<TableEntity>(key.Partition, key.Row, select, cancellationToken);
            if (found.HasValue)
            {
                return found.Value;
            }
        }

        return null;
    }

    private async Task AnnounceAsync(IReadOnlyList<TableEntity> rows)
    {
        try
        {
            await queue.SendAsync(
                new NotificationRequest([.. rows.Select(static row => NotificationKey.TurnOver(row.RowKey))]), CancellationToken.None);
        }
        catch (Exception refused) when (refused is not OutOfMemoryException)
        {
            // The messages are safe and their senders know it; the sweep announces them again.
        }
    }
}
