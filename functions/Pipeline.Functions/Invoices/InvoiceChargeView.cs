using Pipeline.Core.Orders.Messages.Invoicing;

namespace Pipeline.Functions.Invoices;

/// <summary>Freight, levy, fee or discount of an invoice.</summary>
/// <param name="Type">FREIGHT, COPY_LEVY, RECYCLING_FEE and the like, as sent.</param>
/// <param name="Scheme">National scheme, or null.</param>
/// <param name="LineNumber">The line it belongs to, or null for the whole.</param>
/// <param name="Description">Description, or null.</param>
/// <param name="Amount">Net amount.</param>
/// <param name="VatRate">VAT rate in percent, or null.</param>
/// <param name="VatAmount">VAT, or null.</param>
public sealed record InvoiceChargeView(
    string Type, string? Scheme, string? LineNumber, string? Description, decimal Amount, decimal? VatRate, decimal? VatAmount)
{
    internal static InvoiceChargeView Of(InvoiceCharge charge) => new(
        charge.Type, charge.Scheme, charge.LineNumber, charge.Description, charge.Amount, charge.VatRatePercent, charge.VatAmount);
}
