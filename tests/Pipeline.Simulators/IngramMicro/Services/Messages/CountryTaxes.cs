namespace Pipeline.Simulators.IngramMicro.Services.Messages;

/// <summary>VAT rates in percent and names of levies by country; general knowledge, verify before use elsewhere.</summary>
internal sealed record CountryTaxes(decimal Standard, decimal Reduced, string Copy, string Recycling, string Document, string Battery)
{
    public static CountryTaxes Of(string country) => country switch
    {
        "FR" => new(20.00m, 5.50m, "COPIE-PRIVEE", "ECO-DEEE", "REPRO", "ECO-PILES"),
        "NL" => new(21.00m, 9.00m, "THUISKOPIE", "WEEE", "REPRO", "BATTERY"),
        "BE" => new(21.00m, 6.00m, "AUVIBEL", "RECUPEL", "REPROBEL", "BEBAT"),
        "LU" => new(17.00m, 3.00m, "COPY", "ECOTREL", "REPRO", "ECOBATTERIEN"),
        _ => throw new ArgumentOutOfRangeException(nameof(country), country, "FR, NL, BE and LU have rates here."),
    };

    /// <summary>Rounds to cents, half up, as the sums of the sample do (1.045 gives 1.05).</summary>
    public static decimal Vat(decimal taxable, decimal rate) =>
        decimal.Round(taxable * rate / 100m, 2, MidpointRounding.AwayFromZero);
}
