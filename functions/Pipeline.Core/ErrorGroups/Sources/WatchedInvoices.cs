using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.ErrorGroups.Sources;

/// <summary>Keeps invoices, and reports each that differs or ceases to.</summary>
public sealed class WatchedInvoices(IInvoiceStore inner, IErrorReporter reporter, IErrorNotes notes) : IInvoiceStore
{
    /// <inheritdoc/>
    public async Task<InvoicePut> PutAsync(InvoiceRecord invoice, CancellationToken cancellationToken)
    {
        // One that is new and differs in nothing was never reported.
        ErrorReport own = RecordFindings.Of(invoice);
        bool isNoted = own.Findings.Count > 0 || await inner.FindAsync(invoice.Id, cancellationToken) is not null;
        ErrorNote? note = isNoted ? await notes.AddAsync(own.Subject, cancellationToken) : null;
        InvoicePut put = await inner.PutAsync(invoice, cancellationToken);

        // An older version does not take the place of a newer one, and somebody else may have been faster: what is there counts.
        if (note is not null || put.Before is not null)
        {
            await reporter.ReportAsync(RecordFindings.Of(put.Now), CancellationToken.None);
        }

        if (note is not null)
        {
            await notes.RemoveAsync(note, CancellationToken.None);
        }

        return put;
    }

    /// <inheritdoc/>
    public Task<InvoiceRecord?> FindAsync(string id, CancellationToken cancellationToken) => inner.FindAsync(id, cancellationToken);

    /// <inheritdoc/>
    public Task<Page<InvoiceRecord>> ListAsync(InvoiceFilter filter, int limit, string? cursor, CancellationToken cancellationToken) =>
        inner.ListAsync(filter, limit, cursor, cancellationToken);
}
