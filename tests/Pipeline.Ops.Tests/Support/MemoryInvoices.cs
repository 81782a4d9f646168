using Pipeline.Core;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Ops.Tests.Support;

/// <summary>Invoices in memory.</summary>
public sealed class MemoryInvoices(Reads reads) : IInvoiceStore
{
    private readonly SortedDictionary<string, InvoiceRecord> all = new(StringComparer.Ordinal);

    public InvoiceRecord this[string id] => all[id];

    public Task<InvoicePut> PutAsync(InvoiceRecord invoice, CancellationToken cancellationToken)
    {
        InvoiceRecord? before = all.GetValueOrDefault(invoice.Id);
        all[invoice.Id] = invoice.Beside(before);
        return Task.FromResult(new InvoicePut(all[invoice.Id], before));
    }

    public Task<InvoiceRecord?> FindAsync(string id, CancellationToken cancellationToken) => reads.Count(all.GetValueOrDefault(id));

    public Task<Page<InvoiceRecord>> ListAsync(InvoiceFilter filter, int limit, string? cursor, CancellationToken cancellationToken) => reads.Count(MemoryPage.Of(
        all.Values.Where(record => (filter.Distributor is null || record.Distributor == filter.Distributor)
                && !(record.Invoice.Date < filter.From) && !(record.Invoice.Date > filter.To) && filter.Includes(record))
            .OrderByDescending(static record => record.Invoice.Date),
        limit,
        cursor));
}
