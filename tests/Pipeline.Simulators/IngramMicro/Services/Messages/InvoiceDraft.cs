using System.Globalization;
using Pipeline.Simulators.IngramMicro.Services.Articles;
using Pipeline.Simulators.IngramMicro.Services.Orders;

namespace Pipeline.Simulators.IngramMicro.Services.Messages;

/// <summary>An invoice in numbers: lines, levies, freight, VAT per rate, totals.</summary>
internal sealed record InvoiceDraft
{
    public string Type { get; init; } = "Invoice";

    public required string Number { get; init; }

    public string? AdviceNumber { get; init; }

    public IReadOnlyList<InvoicedLine> Lines { get; init; } = [];

    public IReadOnlyList<InvoicedCharge> Charges { get; init; } = [];

    /// <summary>Cents that VAT and amount due are wrong by.</summary>
    public decimal Difference { get; init; }

    public decimal LineTotal => Lines.Sum(line => line.Amount);

    public decimal ChargeTotal => Charges.Sum(charge => charge.Amount);

    public decimal Taxable => LineTotal + ChargeTotal;

    /// <summary>VAT per rate on the sum of its amounts, highest rate first.</summary>
    public IReadOnlyList<(decimal Rate, decimal Taxable, decimal Vat)> Rates =>
    [
        .. Lines.Select(line => (line.Rate, line.Amount)).Concat(Charges.Select(charge => (charge.Rate, charge.Amount)))
            .GroupBy(part => part.Rate).OrderByDescending(rate => rate.Key)
            .Select((rate, index) => (Rate: rate.Key, Taxable: rate.Sum(part => part.Amount), Index: index))
            .Select(rate => (rate.Rate, rate.Taxable, CountryTaxes.Vat(rate.Taxable, rate.Rate) + (rate.Index == 0 ? Difference : 0))),
    ];

    public decimal Vat => Rates.Sum(rate => rate.Vat);

    public decimal Due => Taxable + Vat;

    /// <summary>The invoice of a shipment, with the levies of its pieces and, if asked, freight.</summary>
    public static InvoiceDraft Of(Shipment shipment, string number, ServicesOptions options, bool hasFreight)
    {
        CountryTaxes taxes = CountryTaxes.Of(options.CountryCode);
        List<InvoicedLine> lines = [.. shipment.Lines.Select(part => new InvoicedLine(
            part.Line, part.Quantity, part.Line.UnitPrice, part.Line.Article!.HasReducedVat ? taxes.Reduced : taxes.Standard, part.SerialNumbers))];
        return new InvoiceDraft
        {
            Number = number,
            AdviceNumber = shipment.AdviceNumber,
            Lines = lines,
            Charges =
            [
                .. Levies(lines, "COPY_LEVY", taxes.Copy, "Rémunération copie privée", fees => fees.Copy),
                .. Levies(lines, "RECYCLING_FEE", taxes.Recycling, "Éco-participation DEEE", fees => fees.Recycling),
                .. Levies(lines, "REPRO_LEVY", taxes.Document, "Redevance reprographie", fees => fees.Document),
                .. Levies(lines, "BATTERY_FEE", taxes.Battery, "Éco-participation piles", fees => fees.Battery),
                .. hasFreight ? [Freight(options.FreightAmount, taxes)] : Array.Empty<InvoicedCharge>(),
            ],
        };
    }

    /// <summary>Freight, a charge that belongs to no line.</summary>
    public static InvoicedCharge Freight(decimal amount, CountryTaxes taxes) =>
        new("FREIGHT", "FREIGHT", null, "Frais de port", amount, taxes.Standard);

    private static IEnumerable<InvoicedCharge> Levies(
        List<InvoicedLine> lines, string type, string scheme, string text, Func<ArticleFees, decimal> fee) =>
        from line in lines
        let each = fee(line.Line.Article!.Fees)
        where each > 0
        select new InvoicedCharge(
            type, scheme, line.Line.CustomerLineNumber,
            string.Create(CultureInfo.InvariantCulture, $"{text} {line.Quantity} x {each:0.00}"), each * line.Quantity, line.Rate);
}
