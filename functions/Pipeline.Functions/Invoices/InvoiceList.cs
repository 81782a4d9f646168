namespace Pipeline.Functions.Invoices;

/// <summary>A page of invoices.</summary>
/// <param name="Items">Latest first by date and number.</param>
/// <param name="Cursor">Where the next page begins; null after the last.</param>
public sealed record InvoiceList(IReadOnlyList<InvoiceView> Items, string? Cursor);
