namespace Pipeline.Simulators.IngramMicro;

/// <summary>What becomes of the data rows of a generated price file (NL layout).</summary>
/// <param name="Lines">Data rows, header not counted.</param>
/// <param name="BadLines">
/// Lines to be dropped as errors: wrong column count, unclosed quote (two lines, which a reader may take for one row), USD.
/// </param>
/// <param name="SpecialBids">Rows to be left out because their creation reason is not STANDARD.</param>
/// <param name="Folded">Rows that join an earlier row of their SKU: other plants and exact duplicates.</param>
/// <param name="Articles">Rows that stand for a catalogue row each. The four outcomes add up to the lines.</param>
public sealed record ExpectedRowCounts(int Lines, int BadLines, int SpecialBids, int Folded, int Articles)
{
    /// <summary>Counts the rows of the price file that the catalogue would write now.</summary>
    public static ExpectedRowCounts FromPriceFile(CatalogGenerator catalog)
    {
        ExpectedRowCounts counts = new(0, 0, 0, 0, 0);
        foreach (Article article in catalog.Listed())
        {
            int One(DirtKinds kind) => article.Has(kind) ? 1 : 0;
            int bad = One(DirtKinds.TooFewColumns) + One(DirtKinds.TooManyColumns) + One(DirtKinds.WrongCurrency)
                + (2 * One(DirtKinds.UnclosedQuote));
            int bids = One(DirtKinds.SpecialBid);
            int folded = One(DirtKinds.SecondPlant) + One(DirtKinds.DuplicateRow);
            counts = new(
                counts.Lines + 1 + bad + bids + folded,
                counts.BadLines + bad,
                counts.SpecialBids + bids,
                counts.Folded + folded,
                counts.Articles + 1);
        }

        return counts;
    }
}
