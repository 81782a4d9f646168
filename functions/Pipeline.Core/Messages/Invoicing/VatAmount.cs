namespace Pipeline.Core.Messages.Invoicing;

/// <summary>VAT of one rate.</summary>
/// <param name="RatePercent">Rate in percent, for example 20 or 5.5.</param>
/// <param name="Taxable">Net amount it is due on: lines and charges of this rate.</param>
/// <param name="Amount">VAT, in the invoice's currency.</param>
public sealed record VatAmount(decimal RatePercent, decimal Taxable, decimal Amount)
{
    /// <summary>
    /// VAT of a taxable amount, rounded half away from zero to cents (1.045 gives 1.05), as distributors do;
    /// the run time's own default would give 1.04.
    /// </summary>
    public static decimal Of(decimal taxable, decimal ratePercent) =>
        decimal.Round(taxable * ratePercent / 100m, 2, MidpointRounding.AwayFromZero);
}
