namespace Pipeline.Simulators.IngramMicro;

/// <summary>How many articles in a hundred thousand have each kind of dirt.</summary>
/// <remarks>
/// Own assumption, below the guards of feeds: rows to be dropped stay under 0.1 %. A scale above 1 makes small
/// files dirty enough for a test.
/// </remarks>
internal static class DirtShares
{
    private const int Whole = 100_000;
    private const double MostOfAGroup = 0.8 * Whole;

    // Kinds of one group exclude each other: a price is X or empty, never both.
    private static readonly (DirtKinds Kind, int Share)[][] Groups =
    [
        [(DirtKinds.SecondPlant, 2_000)],
        [(DirtKinds.NegativeStock, 500)],
        [(DirtKinds.PriceX, 800), (DirtKinds.PriceEmpty, 200), (DirtKinds.PriceZero, 300)],
        [
            (DirtKinds.EanEmpty, 9_000), (DirtKinds.EanIsUpc, 4_000),
            (DirtKinds.EanScientific, 200), (DirtKinds.EanWrongCheckDigit, 100),
        ],
        [(DirtKinds.EtaWithoutQuantity, 2_000), (DirtKinds.EtaInThePast, 500)],
        [(DirtKinds.NoBreakSpaces, 500), (DirtKinds.BytesOutsideTheCodePage, 50)],
        [(DirtKinds.QuotesAndInchMarks, 6_000)],
        [
            (DirtKinds.TooFewColumns, 10), (DirtKinds.TooManyColumns, 10),
            (DirtKinds.UnclosedQuote, 10), (DirtKinds.WrongCurrency, 20),
        ],
        [(DirtKinds.SpecialBid, 300)],
        [(DirtKinds.WrongFeeSum, 200)],
        [(DirtKinds.DuplicateRow, 100)],
    ];

    /// <summary>Draws what is wrong with one article; the same seed and slot always give the same answer.</summary>
    /// <param name="seed">Seed of the catalogue.</param>
    /// <param name="slot">Number of the article.</param>
    /// <param name="allowed">Kinds that may occur.</param>
    /// <param name="scale">Factor on every share, 1 for realistic files; no group takes more than four articles in five.</param>
    public static DirtKinds Draw(ulong seed, int slot, DirtKinds allowed, double scale)
    {
        DirtKinds drawn = allowed & DirtKinds.LeadingSpaces;
        for (int group = 0; group < Groups.Length; group++)
        {
            int ball = Noise.Below(seed, slot, 0xD000u + (uint)group, Whole);
            double factor = Math.Min(scale, MostOfAGroup / Groups[group].Sum(kind => kind.Share));
            foreach ((DirtKinds kind, int share) in Groups[group])
            {
                ball -= (int)(share * factor);
                if (ball < 0)
                {
                    drawn |= kind & allowed;
                    break;
                }
            }
        }

        return drawn;
    }
}
