using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Subscriptions;

/// <summary>Keeps orders as another store does, and announces each new entry of a timeline before it is written.</summary>
public sealed class ToldOrderStore(IOrderStore store, OrderEvents told) : IOrderStore
{
    /// <inheritdoc />
    public async Task<bool> TryAddAsync(OrderRecord record, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken)
    {
        await AnnounceAsync(record, events, cancellationToken);
        return await store.TryAddAsync(record, events, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<StoredOrder?> TryReplaceAsync(
        StoredOrder before, OrderRecord after, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken)
    {
        await AnnounceAsync(after, events, cancellationToken);
        return await store.TryReplaceAsync(before, after, events, cancellationToken);
    }

    /// <inheritdoc />
    public Task<StoredOrder?> FindAsync(string orderId, CancellationToken cancellationToken) => store.FindAsync(orderId, cancellationToken);

    /// <inheritdoc />
    public Task<Page<OrderSummary>> ListAsync(OrderFilter filter, int limit, string? cursor, CancellationToken cancellationToken) =>
        store.ListAsync(filter, limit, cursor, cancellationToken);

    /// <inheritdoc />
    public Task<Page<OrderEvent>> ListEventsAsync(string orderId, int limit, string? cursor, CancellationToken cancellationToken) =>
        store.ListEventsAsync(orderId, limit, cursor, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> ListDueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        store.ListDueAsync(now, cancellationToken);

    private Task AnnounceAsync(OrderRecord record, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken) =>
        events.Count == 0 ? Task.CompletedTask : told.AnnounceAsync(record.Order.OrderId, events[^1].Sequence, cancellationToken);
}
