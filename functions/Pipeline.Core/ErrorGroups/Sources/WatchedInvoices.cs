using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.ErrorGroups.Sources;

/// <summary>Keeps invoices, and reports each that differs or ceases to.</summary>
public sealed class WatchedInvoices(IInvoiceStore inner, IErrorReporter reporter, IErrorNotes notes) : IInvoiceStore
{
    /// <inheritdoc/>
    public async Task PutAsync(InvoiceRecord invoice, CancellationToken cancellationToken)
    {
        ErrorNote note = await notes.AddAsync(RecordFindings.Of(invoice).Subject, cancellationToken);
        await inner.PutAsync(invoice, cancellationToken);

        // An older version does not take the place of a newer one: what is there now counts.
        InvoiceRecord stored = await inner.FindAsync(invoice.Id, cancellationToken) ?? invoice;
        await reporter.ReportAsync(RecordFindings.Of(stored), CancellationToken.None);
        await notes.RemoveAsync(note, CancellationToken.None);
    }

    /// <inheritdoc/>
    public Task<InvoiceRecord?> FindAsync(string id, CancellationToken cancellationToken) => inner.FindAsync(id, cancellationToken);

    /// <inheritdoc/>
    public Task<Page<InvoiceRecord>> ListAsync(InvoiceFilter filter, int limit, string? cursor, CancellationToken cancellationToken) =>
        inner.ListAsync(filter, limit, cursor, cancellationToken);
}
