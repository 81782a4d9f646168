namespace Pipeline.Core.Orders.Records;

/// <summary>Keeps invoices for the export to an ERP or accounting.</summary>
public interface IInvoiceStore
{
    /// <summary>Stores the latest version of an invoice. May be repeated; an older version never replaces a newer one.</summary>
    /// <returns>What stands there now, and what stood there before.</returns>
    Task<InvoicePut> PutAsync(InvoiceRecord invoice, CancellationToken cancellationToken);

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
/// <param name="Differs">Only with (true) or without (false) differences that nobody has accepted.</param>
/// <param name="Currency">Only in this currency.</param>
/// <remarks>
/// Differences and currency are looked for in bounded steps: a page may hold less than asked for, also nothing, and have a cursor
/// all the same.
/// </remarks>
public sealed record InvoiceFilter(
    string? Distributor = null, DateOnly? From = null, DateOnly? To = null, DateTimeOffset? ChangedSince = null,
    bool? Differs = null, string? Currency = null)
{
    /// <summary>Whether an invoice is one of those, as far as differences and currency decide.</summary>
    public bool Includes(InvoiceRecord record) =>
        (Differs is null || Differs == (record.Differences.Count > 0 && record.Decision is not { IsAccepted: true }))
        && (Currency is null || record.Invoice.Currency == Currency);
}

/// <summary>What came of storing an invoice.</summary>
/// <param name="Now">What stands there now: the newest version.</param>
/// <param name="Before">What stood there; null when nothing did.</param>
public sealed record InvoicePut(InvoiceRecord Now, InvoiceRecord? Before);
