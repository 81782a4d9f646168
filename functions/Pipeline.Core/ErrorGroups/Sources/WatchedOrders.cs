using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.ErrorGroups.Sources;

/// <summary>Keeps orders, and reports each that begins or ceases to wait for a person.</summary>
public sealed class WatchedOrders(IOrderStore inner, IErrorReporter reporter, IErrorNotes notes) : IOrderStore
{
    /// <inheritdoc/>
    public Task<StoredOrder?> FindAsync(string orderId, CancellationToken cancellationToken) => inner.FindAsync(orderId, cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> TryAddAsync(OrderRecord record, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken)
    {
        ErrorReport report = RecordFindings.Of(record);
        ErrorNote? note = report.Findings.Count == 0 ? null : await notes.AddAsync(report.Subject, cancellationToken);
        bool isAdded = await inner.TryAddAsync(record, events, cancellationToken);
        if (isAdded && note is not null)
        {
            await TellAsync(report, note);
        }

        return isAdded;
    }

    /// <inheritdoc/>
    public async Task<StoredOrder?> TryReplaceAsync(
        StoredOrder before, OrderRecord after, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken)
    {
        if (RecordFindings.AreSame(before.Record, after))
        {
            return await inner.TryReplaceAsync(before, after, events, cancellationToken);
        }

        ErrorReport report = RecordFindings.Of(after);
        ErrorNote note = await notes.AddAsync(report.Subject, cancellationToken);
        StoredOrder? stored = await inner.TryReplaceAsync(before, after, events, cancellationToken);
        if (stored is not null)
        {
            await TellAsync(report, note);
        }

        return stored;
    }

    /// <inheritdoc/>
    public Task<Page<OrderSummary>> ListAsync(OrderFilter filter, int limit, string? cursor, CancellationToken cancellationToken) =>
        inner.ListAsync(filter, limit, cursor, cancellationToken);

    /// <inheritdoc/>
    public Task<Page<OrderEvent>> ListEventsAsync(string orderId, int limit, string? cursor, CancellationToken cancellationToken) =>
        inner.ListEventsAsync(orderId, limit, cursor, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListDueAsync(DateTimeOffset now, CancellationToken cancellationToken) => inner.ListDueAsync(now, cancellationToken);

    // The change is stored: whoever gives up now would only leave it to the sweep.
    private async Task TellAsync(ErrorReport report, ErrorNote note)
    {
        await reporter.ReportAsync(report, CancellationToken.None);
        await notes.RemoveAsync(note, CancellationToken.None);
    }
}
