using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Tracing;

namespace Pipeline.Storage.Orders;

/// <summary>Keeps orders in the tables <c>Orders</c> and <c>OrderList</c>, large records in the container <c>orders</c>.</summary>
/// <remarks>
/// <para>Keys: see <see cref="OrderRows"/>, <see cref="OrderList"/> and <see cref="OpenOrderIndex"/>.</para>
/// <para>
/// Order of writing: the pointer (only where it is needed), the record with its events, the summary, and at the end the
/// pointer's removal. As long as a record may differ from its summary a pointer stands, and
/// <see cref="ListDueAsync"/> mends what a crash left between.
/// </para>
/// <para>
/// Cost: a new order is 3 writes; a change 2 writes and a read; the end of an order, or an earlier review, 1 write and a
/// read more; a change of an ended order 4 writes and 3 reads. A transaction counts as one.
/// </para>
/// </remarks>
public sealed class OrderStore : IOrderStore, IDisposable
{
    /// <summary>Most events of one change: a transaction has 100 rows, and the record is one.</summary>
    public const int EventLimit = 99;

    /// <summary>An open order's pointer and summary are looked at so often even if its review is farther off.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromDays(1);

    private readonly TimeProvider clock;
    private readonly OrderRows rows;
    private readonly StorageTable listTable;
    private readonly OrderList list;
    private readonly OpenOrderIndex open;

    /// <summary>Makes it; storage is touched at first use.</summary>
    public OrderStore(TableServiceClient tables, BlobServiceClient blobs, TimeProvider clock)
    {
        this.clock = clock;
        rows = new OrderRows(tables, blobs, clock);
        listTable = new StorageTable(tables, StorageNames.OrderListTable);
        list = new OrderList(listTable, clock);
        open = new OpenOrderIndex(listTable, clock);
    }

    /// <inheritdoc />
    public Task<StoredOrder?> FindAsync(string orderId, CancellationToken cancellationToken) =>
        rows.ReadAsync(orderId, cancellationToken);

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">More than <see cref="EventLimit"/> events.</exception>
    /// <exception cref="ArgumentException">The id is too long for a key, or the events are not numbered from 1 to the count.</exception>
    public async Task<bool> TryAddAsync(
        OrderRecord record, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken)
    {
        Check(0, record, events);
        await open.GuardAsync(record.Order.OrderId, LookAt(record, clock.GetUtcNow()), 1, cancellationToken);
        if (await rows.TryWriteAsync(null, record, events, cancellationToken) is not { } version)
        {
            return false;
        }

        await FinishAsync(record, version, null, cancellationToken);
        return true;
    }

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">More than <see cref="EventLimit"/> events.</exception>
    /// <exception cref="ArgumentException">
    /// Another id or time of receipt than before, or the events are not numbered on to the count.
    /// </exception>
    public async Task<StoredOrder?> TryReplaceAsync(
        StoredOrder before, OrderRecord after, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken)
    {
        Check(before.Record.EventCount, after, events);
        if (after.Order.OrderId != before.Record.Order.OrderId || after.ReceivedAt != before.Record.ReceivedAt)
        {
            throw new ArgumentException("An order keeps its id and its time of receipt.", nameof(after));
        }

        OrderVersion known = OrderVersion.Parse(before.Version);
        if (DueAt(after) < DueAt(before.Record) || before.Record.IsEnded)
        {
            await open.GuardAsync(after.Order.OrderId, LookAt(after, clock.GetUtcNow()), known.Revision + 1, cancellationToken);
        }

        if (await rows.TryWriteAsync(known, after, events, cancellationToken) is not { } version)
        {
            return null;
        }

        await FinishAsync(after, version, known, cancellationToken);
        return new StoredOrder(after, version.ToString()) { Trace = PipelineTrace.Current };
    }

    /// <inheritdoc />
    public Task<Core.Page<OrderSummary>> ListAsync(OrderFilter filter, int limit, string? cursor, CancellationToken cancellationToken) =>
        list.ListAsync(filter, limit, cursor, cancellationToken);

    /// <inheritdoc />
    public async Task<Core.Page<OrderEvent>> ListEventsAsync(
        string orderId, int limit, string? cursor, CancellationToken cancellationToken)
    {
        List<OrderEvent> events = await rows.ListEventsAsync(orderId, SequenceAt(cursor), limit + 1, cancellationToken);
        if (events.Count <= limit)
        {
            return new Core.Page<OrderEvent>(events, null);
        }

        List<OrderEvent> items = events[..limit];
        string last = OrderKeys.EventRow(items[^1].Sequence);
        return new Core.Page<OrderEvent>(items, Core.Cursor.Of(last));
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> ListDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<string> due = [];
        foreach (OpenOrder pointer in await open.ListDueAsync(now, cancellationToken))
        {
            // The pointer was read before the record: see OpenOrders.
            if (await rows.ReadAsync(pointer.OrderId, cancellationToken) is { } order)
            {
                await MendAsync(pointer, order, now, cancellationToken);
                if (order.Record.ReviewDueAt <= now && !order.Record.IsEnded)
                {
                    due.Add(pointer.OrderId);
                }
            }
            else if (!open.IsAwaited(pointer, 0))
            {
                await open.RemoveAsync(pointer, cancellationToken);
            }
        }

        return due;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        rows.Dispose();
        listTable.Dispose();
    }

    private static DateTimeOffset DueAt(OrderRecord record) => record.ReviewDueAt ?? DateTimeOffset.MaxValue;

    /// <summary>When the pointer brings the order up again: an ended order's only has to tidy up.</summary>
    private static DateTimeOffset LookAt(OrderRecord record, DateTimeOffset now) =>
        record.IsEnded ? now : DueAt(record) < now + LookInterval ? DueAt(record) : now + LookInterval;

    private static void Check(int count, OrderRecord record, IReadOnlyList<OrderEvent> events)
    {
        if (events.Count > EventLimit)
        {
            throw new InvalidOperationException(
                $"A change of order {record.Order.OrderId} has {events.Count} events; {EventLimit} fit one transaction.");
        }

        if (!events.Select(static entry => entry.Sequence).SequenceEqual(Enumerable.Range(count + 1, events.Count))
            || record.EventCount != count + events.Count)
        {
            throw new ArgumentException(
                $"The events of order {record.Order.OrderId} are numbered on from {count}, and the record counts them.", nameof(events));
        }
    }

    private static int SequenceAt(string? cursor)
    {
        if (cursor is null)
        {
            return 0;
        }

        _ = OrderKeys.TryEventOf(Core.Cursor.Read(cursor, static row => OrderKeys.TryEventOf(row, out _)), out int sequence);
        return sequence;
    }

    private async Task FinishAsync(
        OrderRecord record, OrderVersion version, OrderVersion? before, CancellationToken cancellationToken)
    {
        await list.ShowAsync(record, version.Revision, cancellationToken);
        if (record.IsEnded)
        {
            await open.EndAsync(record.Order.OrderId, version.Revision, cancellationToken);
        }

        await rows.TidyAsync(record.Order.OrderId, before, version, cancellationToken);
    }

    private async Task MendAsync(OpenOrder pointer, StoredOrder order, DateTimeOffset now, CancellationToken cancellationToken)
    {
        long revision = OrderVersion.Parse(order.Version).Revision;
        await list.ShowAsync(order.Record, revision, cancellationToken);
        if (open.IsAwaited(pointer, revision))
        {
            return;
        }

        if (order.Record.IsEnded)
        {
            await open.RemoveAsync(pointer, cancellationToken);
        }
        else if (DueAt(order.Record) > now)
        {
            await open.PutOffAsync(pointer, LookAt(order.Record, now), cancellationToken);
        }
    }
}
