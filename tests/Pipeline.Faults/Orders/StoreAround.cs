using Pipeline.Core;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Faults.Orders;

/// <summary>A store of orders around another, in which a mutant changes one thing.</summary>
public abstract class StoreAround(IOrderStore store) : IOrderStore
{
    /// <summary>What is inside.</summary>
    protected IOrderStore Inner => store;

    /// <inheritdoc />
    public virtual Task<StoredOrder?> FindAsync(string orderId, CancellationToken cancellationToken) => store.FindAsync(orderId, cancellationToken);

    /// <inheritdoc />
    public virtual Task<bool> TryAddAsync(OrderRecord record, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken) =>
        store.TryAddAsync(record, events, cancellationToken);

    /// <inheritdoc />
    public virtual Task<StoredOrder?> TryReplaceAsync(
        StoredOrder before, OrderRecord after, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken) =>
        store.TryReplaceAsync(before, after, events, cancellationToken);

    /// <inheritdoc />
    public Task<Page<OrderSummary>> ListAsync(OrderFilter filter, int limit, string? cursor, CancellationToken cancellationToken) =>
        store.ListAsync(filter, limit, cursor, cancellationToken);

    /// <inheritdoc />
    public Task<Page<OrderEvent>> ListEventsAsync(string orderId, int limit, string? cursor, CancellationToken cancellationToken) =>
        store.ListEventsAsync(orderId, limit, cursor, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> ListDueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        store.ListDueAsync(now, cancellationToken);
}
