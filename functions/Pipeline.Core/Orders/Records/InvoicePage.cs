namespace Pipeline.Core.Orders.Records;

/// <summary>A page of invoices.</summary>
/// <param name="Items">Latest first.</param>
/// <param name="Cursor">Where the next page begins; null after the last.</param>
public sealed record InvoicePage(IReadOnlyList<InvoiceRecord> Items, string? Cursor);
