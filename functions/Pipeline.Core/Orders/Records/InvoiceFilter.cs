namespace Pipeline.Core.Orders.Records;

/// <summary>Which invoices to list; null means any.</summary>
/// <param name="Distributor">Only from this distributor.</param>
/// <param name="From">Only dated at or after it.</param>
/// <param name="To">Only dated at or before it.</param>
/// <param name="ChangedSince">Only stored or corrected at or after it, UTC: for an ERP that fetches what is new.</param>
public sealed record InvoiceFilter(
    string? Distributor = null, DateOnly? From = null, DateOnly? To = null, DateTimeOffset? ChangedSince = null);
