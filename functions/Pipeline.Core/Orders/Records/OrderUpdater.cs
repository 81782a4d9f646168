using Pipeline.Core.Tracing;

namespace Pipeline.Core.Orders.Records;

/// <summary>Changes orders that others may be changing at the same time.</summary>
public sealed class OrderUpdater(IOrderStore store, TimeProvider clock)
{
    private const int ConflictLimit = 50;

    /// <summary>Reads, decides, writes; decides again when somebody else was faster.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="decide">Changes the record and notes events. Must have no other effect: it may be called several times.</param>
    /// <param name="cancellationToken">Gives up; the change may have been made.</param>
    /// <returns>The order after the change, or as it is when there was nothing to change; null when there is none.</returns>
    public Task<StoredOrder?> UpdateAsync(string orderId, Action<OrderChange> decide, CancellationToken cancellationToken) =>
        UpdateAsync(orderId, null, decide, cancellationToken);

    /// <summary>As <see cref="UpdateAsync(string, Action{OrderChange}, CancellationToken)"/>, on an order that was read a moment ago.</summary>
    /// <param name="known">As it was read; when somebody has changed it since, it is read again.</param>
    /// <param name="decide">Changes the record and notes events.</param>
    /// <param name="cancellationToken">Gives up; the change may have been made.</param>
    public Task<StoredOrder?> UpdateAsync(StoredOrder known, Action<OrderChange> decide, CancellationToken cancellationToken) =>
        UpdateAsync(known.Record.Order.OrderId, known, decide, cancellationToken);

    /// <summary>Does a step on an order as it is now; nothing when there is none.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="step">Gets the order as read, and gives it as it is after that.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task DoAsync(string orderId, Func<StoredOrder, Task<StoredOrder?>> step, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(orderId, cancellationToken) is { } stored)
        {
            _ = await step(stored);
        }
    }

    /// <summary>Trace context of what last changed an order a short while ago; null without tracing, and when it rests.</summary>
    internal async Task<string?> CauseOfAsync(string orderId, TimeSpan within, CancellationToken cancellationToken) =>
        PipelineTrace.IsHeard && await store.FindAsync(orderId, cancellationToken) is { Trace: { } cause, Record.ChangedAt: { } changed } && clock.GetUtcNow() - changed <= within
            ? cause
            : null;

    private async Task<StoredOrder?> UpdateAsync(
        string orderId, StoredOrder? known, Action<OrderChange> decide, CancellationToken cancellationToken)
    {
        for (int conflicts = 0; conflicts < ConflictLimit; conflicts++)
        {
            if ((conflicts == 0 ? known : null) is not { } before
                && (before = await store.FindAsync(orderId, cancellationToken)) is null)
            {
                return null;
            }

            OrderChange change = new(before.Record, clock.GetUtcNow());
            decide(change);
            if (!change.HasChanged)
            {
                return before;
            }

            if (await store.TryReplaceAsync(before, change.Complete(), change.Events, cancellationToken) is { } after)
            {
                return after;
            }
        }

        throw new InvalidOperationException($"Order {orderId} was changed by others {ConflictLimit} times in a row; try again.");
    }
}
