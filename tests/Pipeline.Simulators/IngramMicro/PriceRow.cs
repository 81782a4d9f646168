using System.Globalization;

namespace Pipeline.Simulators.IngramMicro;

/// <summary>One row of an article in the price file: what differs between its rows.</summary>
/// <param name="Plant">Warehouse.</param>
/// <param name="Price">The customer price as printed: a decimal, <c>X</c>, <c>0.00</c> or empty.</param>
/// <param name="Local">Stock of that plant.</param>
/// <param name="Reason">Creation reason type, <c>STANDARD</c> but for special bids.</param>
internal readonly record struct PriceRow(string Plant, string Price, int Local, string Reason)
{
    public const string Standard = "STANDARD";

    /// <summary>The good and the left-out rows of an article, in the order of the file.</summary>
    public static IEnumerable<PriceRow> Of(Article article, string country)
    {
        Slot state = article.State;
        string price = Print(state.PriceCents);
        string shown = true switch
        {
            _ when article.Has(DirtKinds.PriceX) => "X",
            _ when article.Has(DirtKinds.PriceEmpty) => "",
            _ when article.Has(DirtKinds.PriceZero) => "0.00",
            _ => price,
        };
        PriceRow first = new(country + "01", shown, state.Local, Standard);
        yield return first;
        if (article.Has(DirtKinds.DuplicateRow))
        {
            yield return first;
        }

        if (article.Has(DirtKinds.SecondPlant))
        {
            yield return new(country + "02", price, state.SecondLocal, Standard);
        }

        if (article.Has(DirtKinds.SpecialBid))
        {
            yield return new(country + "01", Print(state.PriceCents * 7L / 10), state.Local, "SPB");
        }
    }

    private static string Print(long cents) => (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
