namespace Pipeline.Core.Orders.Records;

/// <summary>Keeps invoices for the export to an ERP or accounting.</summary>
public interface IInvoiceStore
{
    /// <summary>Stores the latest version of an invoice. May be repeated; an older version never replaces a newer one.</summary>
    Task PutAsync(InvoiceRecord invoice, CancellationToken cancellationToken);

    /// <summary>Reads an invoice; null when there is none.</summary>
    Task<InvoiceRecord?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>A page of invoices, latest first by date and number.</summary>
    /// <exception cref="FormatException">The cursor is not from this list.</exception>
    Task<Page<InvoiceRecord>> ListAsync(InvoiceFilter filter, int limit, string? cursor, CancellationToken cancellationToken);
}

/// <summary>Which invoices to list; null means any.</summary>
/// <param name="Distributor">Only from this distributor.</param>
/// <param name="From">Only dated at or after it.</param>
/// <param name="To">Only dated at or before it.</param>
/// <param name="ChangedSince">Only stored or corrected at or after it, UTC: for an ERP that fetches what is new.</param>
public sealed record InvoiceFilter(
    string? Distributor = null, DateOnly? From = null, DateOnly? To = null, DateTimeOffset? ChangedSince = null);
