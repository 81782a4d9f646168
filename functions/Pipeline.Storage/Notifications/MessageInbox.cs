using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pipeline.Core.Issues;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Core.Tracing;

namespace Pipeline.Storage.Notifications;

/// <summary>Keeps pushed messages in the table <c>Notifications</c>, large bodies in the container <c>notifications</c>.</summary>
/// <remarks>
/// A message that waits for its turn stands in the partition <c>arrivals</c>, which is short and takes a group of them
/// in one transaction. What is handled moves to the partition of its month (see <see cref="MessageKey"/>): first
/// written there, then taken away here, so that a crash between leaves it twice and never nowhere; the month's row is
/// then the right one. A message that waits for an order has a pointer in the partition <c>parked</c>.
/// </remarks>
public sealed class MessageInbox : IMessageInbox, IAsyncDisposable
{
    /// <summary>Largest body that stands in its row, in bytes; a larger one is a blob.</summary>
    public const int RowBodyLimit = 48 * 1024;

    /// <summary>Messages of one state that are looked at for a page.</summary>
    private const int LookLimit = 1000;

    private readonly StorageTable table;
    private readonly MessageBodyStore bodies;
    private readonly MessageAnnouncer announcements;
    private readonly GroupCommit arrivals;

    /// <summary>Makes it; storage is touched at first use.</summary>
    public MessageInbox(TableServiceClient tables, BlobServiceClient blobs, IMessageQueue queue)
        : this(tables, blobs, queue, TimeProvider.System)
    {
    }

    /// <summary>With the clock that groups of arrivals are packed by.</summary>
    internal MessageInbox(
        TableServiceClient tables, BlobServiceClient blobs, IMessageQueue queue, TimeProvider packing)
    {
        table = new StorageTable(tables, StorageNames.NotificationsTable);
        bodies = new MessageBodyStore(blobs);
        announcements = new MessageAnnouncer(queue, packing);
        arrivals = new GroupCommit(table, Announce, packing);
    }

    /// <inheritdoc />
    public async Task AddAsync(PushedMessage notification, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        string? blob = body.Length > RowBodyLimit ? await bodies.WriteAsync(notification, body, cancellationToken) : null;
        bool waits = notification is { State: MessageState.Accepted, HandledAt: null };
        MessageKey key = KeyOf(notification.Id, waits);
        TableEntity row = MessageRow.Of(key, notification);
        row[MessageRow.BodyColumn] = blob is null ? body.ToArray() : null;
        row[MessageRow.BlobColumn] = blob;
        if (waits)
        {
            announcements.Trace(notification.Id, PipelineTrace.Current);
            try
            {
                await arrivals.WriteAsync(row, MessageRow.SizeOf(row), cancellationToken);
            }
            catch (Exception)
            {
                announcements.Trace(notification.Id, null);
                throw;
            }
        }
        else
        {
            TableClient client = await table.GetAsync(cancellationToken);
            _ = await client.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async Task<PushedMessage?> FindAsync(string id, CancellationToken cancellationToken) =>
        MessageId.TryParse(id, out string known)
        && await ReadAsync(known, MessageRow.WithoutBody, cancellationToken) is { } row
            ? MessageRow.RecordOf(row)
            : null;

    /// <inheritdoc />
    public async Task<StoredMessage?> OpenAsync(string id, bool isExpectedToWait, CancellationToken cancellationToken) =>
        MessageId.TryParse(id, out string known) && await OpenRowAsync(known, isExpectedToWait, cancellationToken) is { } row
            ? new StoredMessage(
                MessageRow.RecordOf(row),
                row.GetBinary(MessageRow.BodyColumn)
                    ?? (row.GetString(MessageRow.BlobColumn) is { } blob ? await bodies.ReadAsync(blob, cancellationToken) : null))
            : null;

    /// <inheritdoc />
    public async Task<byte[]?> ReadBodyAsync(string id, CancellationToken cancellationToken) =>
        (await OpenAsync(id, isExpectedToWait: false, cancellationToken))?.Body;

    /// <inheritdoc />
    public async Task AwaitOrdersAsync(
        PushedMessage notification, IReadOnlyList<string> numbers, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        _ = await client.UpsertEntityAsync(
            MessageRow.PointerOf(notification, numbers), TableUpdateMode.Replace, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<bool> SettleAsync(
        PushedMessage notification, DateTimeOffset? handledBefore, CancellationToken cancellationToken)
    {
        // Where both rows are there the month's counts; then adding it is refused.
        TableEntity before = await OpenRowAsync(notification.Id, isExpectedToWait: handledBefore is null, cancellationToken)
            ?? throw new KeyNotFoundException($"There is no message '{notification.Id}'.");
        PushedMessage known = MessageRow.RecordOf(before);
        if (known.HandledAt != handledBefore)
        {
            return false;
        }

        // A body that was erased since the message was read stays erased.
        TableEntity row = MessageRow.Of(
            KeyOf(notification.Id, waits: false), notification with { BodyErasedAt = known.BodyErasedAt });
        row[MessageRow.BodyColumn] = before[MessageRow.BodyColumn];
        row[MessageRow.BlobColumn] = before[MessageRow.BlobColumn];
        bool isRecorded = await TryMoveAsync(before, row, cancellationToken) || await IsThereAsync(notification, cancellationToken);
        if (isRecorded)
        {
            await EndWaitingAsync(notification, hasPointer: handledBefore is not null, cancellationToken);
        }

        return isRecorded;
    }

    /// <inheritdoc />
    public Task EndWaitingAsync(PushedMessage handled, CancellationToken cancellationToken) =>
        EndWaitingAsync(handled, hasPointer: true, cancellationToken);

    private async Task EndWaitingAsync(PushedMessage handled, bool hasPointer, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        MessageKey arrival = KeyOf(handled.Id, waits: true);
        _ = await client.DeleteEntityAsync(arrival.Partition, arrival.Row, ETag.All, cancellationToken);
        if (hasPointer && handled is not { State: MessageState.Parked, ReasonCode: IssueCodes.OrderUnknown })
        {
            _ = await client.DeleteEntityAsync(MessageKey.ParkedPartition, handled.Id, ETag.All, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async Task<Core.Page<PushedMessage>> ListAsync(
        MessageFilter filter, int limit, string? cursor, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        SortedDictionary<string, PushedMessage> found = new(StringComparer.Ordinal);
        string? seen = null;
        foreach (string query in MessageQuery.Of(filter, cursor))
        {
            // Arrivals come last and do not displace a row of the same message that is handled.
            string? end = await AddAsync(found, filter, client.QueryAsync<TableEntity>(
                query, filter.IsSifting ? LookLimit : Math.Min(limit + 1, LookLimit), MessageRow.WithoutBody, cancellationToken), limit + 1);
            seen = string.CompareOrdinal(end ?? seen, seen ?? end) < 0 ? end : seen ?? end;
        }

        // Behind the place to which every query was looked through there may be others that were not seen yet.
        PushedMessage[] known = [.. found.Where(one => seen is null || string.CompareOrdinal(one.Key, seen) <= 0).Select(static one => one.Value)];
        PushedMessage[] items = [.. known.Take(limit)];
        string? last = known.Length > limit ? items[^1].Id : seen is null ? null : MessageKey.TurnOver(seen);
        return new Core.Page<PushedMessage>(items, Core.Cursor.Of(last));
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> ListWaitingAsync(
        DateTimeOffset since, int limit, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        string query = TableClient.CreateQueryFilter(
            $"PartitionKey eq {MessageKey.ArrivalsPartition} and RowKey ge {MessageKey.FirstRowAt(since)}");
        List<string> waiting = [];
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(query, null, ["PartitionKey", "RowKey"], cancellationToken))
        {
            waiting.Add(MessageKey.TurnOver(row.RowKey));
        }

        // Rows come latest first.
        waiting.Reverse();
        return [.. waiting.Take(limit)];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<ParkedMessage>> ListParkedAsync(CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        string query = TableClient.CreateQueryFilter($"PartitionKey eq {MessageKey.ParkedPartition}");
        List<ParkedMessage> parked = [];
        await foreach (TableEntity pointer in client.QueryAsync<TableEntity>(query, null, null, cancellationToken))
        {
            parked.Add(MessageRow.PointerOf(pointer));
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

    // The row to which was looked when that was not the end and nothing is left over to tell so; else null.
    private static async Task<string?> AddAsync(
        SortedDictionary<string, PushedMessage> found, MessageFilter filter, AsyncPageable<TableEntity> rows, int limit)
    {
        int count = 0;
        int looked = 0;
        await foreach (TableEntity row in rows)
        {
            PushedMessage message = MessageRow.RecordOf(row);
            looked++;
            if (filter.Includes(message))
            {
                _ = found.TryAdd(row.RowKey, message);
                count++;
            }

            if (count == limit)
            {
                return null;
            }

            if (looked == LookLimit)
            {
                return row.RowKey;
            }
        }

        return null;
    }

    private async Task<bool> TryMoveAsync(TableEntity before, TableEntity row, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        try
        {
            _ = before.PartitionKey == MessageKey.ArrivalsPartition
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
    private async Task<bool> IsThereAsync(PushedMessage settled, CancellationToken cancellationToken) =>
        await FindAsync(settled.Id, cancellationToken) is { } there
        && (there.HandledAt, there.State) == (settled.HandledAt, settled.State);

    private static MessageKey KeyOf(string id, bool waits) => waits
        ? MessageKey.Of(id) with { Partition = MessageKey.ArrivalsPartition }
        : MessageKey.Of(id);

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

    private async Task<TableEntity?> ReadAsync(MessageKey key, IEnumerable<string>? select, CancellationToken cancellationToken)
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
        announcements.Add(rows.Select(static row => MessageKey.TurnOver(row.RowKey)));
}
