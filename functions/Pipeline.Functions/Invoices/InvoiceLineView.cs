using Pipeline.Core.Orders.Messages.Invoicing;

namespace Pipeline.Functions.Invoices;

/// <summary>A line of an invoice as sent.</summary>
/// <param name="LineNumber">Line number as sent: ours, or the distributor's own; or null.</param>
/// <param name="PurchaseOrderNumber">Our number of the order, where it is sent per line; or null.</param>
/// <param name="Sku">The distributor's article number, or null.</param>
/// <param name="Gtin">EAN or UPC, or null.</param>
/// <param name="Mpn">The maker's part number, or null.</param>
/// <param name="Description">Description, or null.</param>
/// <param name="Quantity">Pieces billed or credited.</param>
/// <param name="UnitPrice">Net price per piece, or null.</param>
/// <param name="Amount">Net amount, or null.</param>
/// <param name="VatRate">VAT rate in percent, or null.</param>
/// <param name="VatAmount">VAT, or null.</param>
/// <param name="SerialNumbers">Serial numbers.</param>
public sealed record InvoiceLineView(
    string? LineNumber,
    string? PurchaseOrderNumber,
    string? Sku,
    string? Gtin,
    string? Mpn,
    string? Description,
    int Quantity,
    decimal? UnitPrice,
    decimal? Amount,
    decimal? VatRate,
    decimal? VatAmount,
    IReadOnlyList<string> SerialNumbers)
{
    internal static InvoiceLineView Of(InvoiceLine line) => new(
        line.LineNumber ?? line.DistributorLineNumber?.ToString(),
        line.PurchaseOrderNumber,
        line.Sku?.AsCompared,
        line.Gtin,
        line.ManufacturerPartNumber,
        line.Description,
        line.Quantity,
        line.UnitPrice,
        line.Amount,
        line.VatRatePercent,
        line.VatAmount,
        line.SerialNumbers);
}
