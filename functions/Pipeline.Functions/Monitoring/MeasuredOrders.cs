using Pipeline.Core;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Functions.Monitoring;

/// <summary>Keeps orders as another store does, and counts each that changes its state.</summary>
internal sealed class MeasuredOrders(IOrderStore store, PipelineMetrics metrics) : IOrderStore
{
    /// <inheritdoc />
    public async Task<bool> TryAddAsync(OrderRecord record, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken)
    {
        bool isAdded = await store.TryAddAsync(record, events, cancellationToken);
        if (isAdded)
        {
            metrics.Changed(null, record);
        }

        return isAdded;
    }

    /// <inheritdoc />
    public async Task<StoredOrder?> TryReplaceAsync(
        StoredOrder before, OrderRecord after, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken)
    {
        StoredOrder? replaced = await store.TryReplaceAsync(before, after, events, cancellationToken);
        if (replaced is not null)
        {
            metrics.Changed(before.Record, after);
        }

        return replaced;
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
    public Task<IReadOnlyList<string>> ListDueAsync(DateTimeOffset now, CancellationToken cancellationToken) => store.ListDueAsync(now, cancellationToken);
}
