using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Tests.Orders.Life;

internal sealed class InvoicesInMemory(Cuts cuts) : IInvoiceStore
{
    public Dictionary<string, InvoiceRecord> Rows { get; } = [];

    public int Writes { get; private set; }

    public Task<InvoicePut> PutAsync(InvoiceRecord invoice, CancellationToken cancellationToken) => cuts.AroundAsync(() =>
    {
        Writes++;
        InvoiceRecord? before = Rows.GetValueOrDefault(invoice.Id);
        Rows[invoice.Id] = invoice;
        return Task.FromResult(new InvoicePut(invoice, before));
    });

    public Task<InvoiceRecord?> FindAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult(Rows.GetValueOrDefault(id));

    public Task<Page<InvoiceRecord>> ListAsync(InvoiceFilter filter, int limit, string? cursor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
