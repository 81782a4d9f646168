using Pipeline.Core.Messages.Invoicing;

namespace Pipeline.Functions.Orders.Views;

/// <summary>VAT of one rate.</summary>
/// <param name="Rate">Rate in percent.</param>
/// <param name="Taxable">Net amount it is due on.</param>
/// <param name="Amount">VAT.</param>
public sealed record VatView(decimal Rate, decimal Taxable, decimal Amount)
{
    internal static VatView Of(VatAmount vat) => new(vat.RatePercent, vat.Taxable, vat.Amount);
}
