using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pipeline.Core.Issues;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;

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
    private readonly Announcements announcements;
    private readonly GroupCommit arrivals;

    /// <summary>Makes it; storage is touched at first use.</summary>
    public NotificationInbox(TableServiceClient tables, BlobServiceClient blobs, INotificationQueue queue)
        : this(tables, blobs, queue, TimeProvider.System)
    {
    }

    /// <summary>With the clock that groups of arrivals are packed by.</summary>
    internal NotificationInbox(
        TableServiceClient tables, BlobServiceClient blobs, INotificationQueue queue, TimeProvider packing)
    {
        table = new StorageTable(tables, StorageNames.NotificationsTable);
        bodies = new NotificationBodies(blobs);
        announcements = new Announcements(queue, packing);
        arrivals = new GroupCommit(table, Announce, packing);
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
    public async Task<StoredNotification?> OpenAsync(string id, bool isExpectedToWait, CancellationToken cancellationToken) =>
        NotificationId.TryParse(id, out string known) && await OpenRowAsync(known, isExpectedToWait, cancellationToken) is { } row
            ? new StoredNotification(
                NotificationRow.RecordOf(row),
                row.GetBinary(NotificationRow.BodyColumn)
                    ?? (row.GetString(NotificationRow.BlobColumn) is { } blob ? await bodies.ReadAsync(blob, cancellationToken) : null))
            : null;

    /// <inheritdoc />
    public async Task<byte[]?> ReadBodyAsync(string id, CancellationToken cancellationToken) =>
        (await OpenAsync(id, isExpectedToWait: false, cancellationToken))?.Body;

    /// <inheritdoc />
    public async Task AwaitOrdersAsync(
        Notification notification, IReadOnlyList<string> numbers, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        _ = await client.UpsertEntityAsync(
            NotificationRow.PointerOf(notification, numbers), TableUpdateMode.Replace, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<bool> SettleAsync(
        Notification notification, DateTimeOffset? handledBefore, CancellationToken cancellationToken)
    {
        // Where both rows are there the month's counts; then adding it is refused.
        TableEntity before = await OpenRowAsync(notification.Id, isExpectedToWait: handledBefore is null, cancellationToken)
            ?? throw new KeyNotFoundException($"There is no message '{notification.Id}'.");
        Notification known = NotificationRow.RecordOf(before);
        if (known.HandledAt != handledBefore)
        {
            return false;
        }

        // A body that was erased since the message was read stays erased.
        TableEntity row = NotificationRow.Of(
            KeyOf(notification.Id, waits: false), notification with { BodyErasedAt = known.BodyErasedAt });
        row[NotificationRow.BodyColumn] = before[NotificationRow.BodyColumn];
        row[NotificationRow.BlobColumn] = before[NotificationRow.BlobColumn];
        bool isRecorded = await TryMoveAsync(before, row, cancellationToken) || await IsThereAsync(notification, cancellationToken);
        if (isRecorded)
        {
            await EndWaitingAsync(notification, hasPointer: handledBefore is not null, cancellationToken);
        }

        return isRecorded;
    }

    /// <inheritdoc />
    public Task EndWaitingAsync(Notification handled, CancellationToken cancellationToken) =>
        EndWaitingAsync(handled, hasPointer: true, cancellationToken);

    private async Task EndWaitingAsync(Notification handled, bool hasPointer, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        NotificationKey arrival = KeyOf(handled.Id, waits: true);
        _ = await client.DeleteEntityAsync(arrival.Partition, arrival.Row, ETag.All, cancellationToken);
        if (hasPointer && handled is not { State: NotificationState.Parked, ReasonCode: IssueCodes.OrderUnknown })
        {
            _ = await client.DeleteEntityAsync(NotificationKey.ParkedPartition, handled.Id, ETag.All, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async Task<Core.Page<Notification>> ListAsync(
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
        return new Core.Page<Notification>(items, found.Count > limit ? Core.Cursor.Of(items[^1].Id) : null);
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
        await announcements.DisposeAsync();
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

    private async Task<bool> TryMoveAsync(TableEntity before, TableEntity row, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        try
        {
            _ = before.PartitionKey == NotificationKey.ArrivalsPartition
                ? await client.AddEntityAsync(row, cancellationToken)
                : await client.UpdateEntityAsync(row, before.ETag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException quicker) when (quicker.Status is 409 or 412)
        {
            return false;
        }
    }

    // A refusal may be due to an earlier try of the same request, whose answer was lost.
    private async Task<bool> IsThereAsync(Notification settled, CancellationToken cancellationToken) =>
        await FindAsync(settled.Id, cancellationToken) is { } there
        && (there.HandledAt, there.State) == (settled.HandledAt, settled.State);

    private static NotificationKey KeyOf(string id, bool waits) => waits
        ? NotificationKey.Of(id) with { Partition = NotificationKey.ArrivalsPartition }
        : NotificationKey.Of(id);

    private async Task<TableEntity?> ReadAsync(string id, IEnumerable<string>? select, CancellationToken cancellationToken)
    {
        // The third look meets a message that moved between the first two.
        foreach (bool waits in (bool[])[false, true, false])
        {
            if (await ReadAsync(KeyOf(id, waits), select, cancellationToken) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private async Task<TableEntity?> ReadAsync(NotificationKey key, IEnumerable<string>? select, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        NullableResponse<TableEntity> found =
            await client.GetEntityIfExistsAsync<TableEntity>(key.Partition, key.Row, select, cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    private async Task<TableEntity?> OpenRowAsync(string id, bool isExpectedToWait, CancellationToken cancellationToken) =>
        (isExpectedToWait ? await ReadAsync(KeyOf(id, waits: true), null, cancellationToken) : null)
        ?? await ReadAsync(id, null, cancellationToken);

    private void Announce(IReadOnlyList<TableEntity> rows) =>
        announcements.Add(rows.Select(static row => NotificationKey.TurnOver(row.RowKey)));
}
