namespace Pipeline.Simulators.IngramMicro;

/// <summary>What is wrong with generated files, one flag a kind. Shares of rows are in <see cref="DirtShares"/>.</summary>
/// <remarks>
/// Rows that must be dropped carry SKUs of nine digits that begin with 99 and
/// never name an article, so that what a reader should make of the good rows stays beyond dispute.
/// </remarks>
[Flags]
public enum DirtKinds
{
    /// <summary>Clean files.</summary>
    None = 0,

    /// <summary>A second row of the SKU for another plant; its price is a number even where the first has none.</summary>
    SecondPlant = 1 << 0,

    /// <summary>Oversold: the stock of the first plant is below zero.</summary>
    NegativeStock = 1 << 1,

    /// <summary>Customer price <c>X</c>.</summary>
    PriceX = 1 << 2,

    /// <summary>Customer price empty.</summary>
    PriceEmpty = 1 << 3,

    /// <summary>Customer price <c>0.00</c>.</summary>
    PriceZero = 1 << 4,

    /// <summary>No EAN.</summary>
    EanEmpty = 1 << 5,

    /// <summary>A UPC of 12 digits in the EAN column, its check digit right.</summary>
    EanIsUpc = 1 << 6,

    /// <summary>Spreadsheet damage such as <c>2.00710E+12</c>.</summary>
    EanScientific = 1 << 7,

    /// <summary>Thirteen digits, the last one wrong.</summary>
    EanWrongCheckDigit = 1 << 8,

    /// <summary>A delivery date with quantity 0.</summary>
    EtaWithoutQuantity = 1 << 9,

    /// <summary>A delivery date before the day of the first file.</summary>
    EtaInThePast = 1 << 10,

    /// <summary>One space before columns 39 and 41 of every row, as the distributor writes them.</summary>
    LeadingSpaces = 1 << 11,

    /// <summary>No-break spaces around the vendor name and inside the long description.</summary>
    NoBreakSpaces = 1 << 12,

    /// <summary>A byte in the long description that the encoding does not define.</summary>
    BytesOutsideTheCodePage = 1 << 13,

    /// <summary>Inch marks, commas and quotation marks in the descriptions.</summary>
    QuotesAndInchMarks = 1 << 14,

    /// <summary>An extra row that has one column less. To be dropped.</summary>
    TooFewColumns = 1 << 15,

    /// <summary>An extra row that has one column more. To be dropped.</summary>
    TooManyColumns = 1 << 16,

    /// <summary>
    /// Two extra rows: the first opens a quote, the second closes it in another column. Read line by line or as one
    /// record, both are to be dropped and the row behind them is whole.
    /// </summary>
    UnclosedQuote = 1 << 17,

    /// <summary>An extra row priced in USD. To be dropped.</summary>
    WrongCurrency = 1 << 18,

    /// <summary>A cheaper extra row of the SKU whose creation reason is not STANDARD. To be left out.</summary>
    SpecialBid = 1 << 19,

    /// <summary>Total fees five cents above the sum of the four kinds.</summary>
    WrongFeeSum = 1 << 20,

    /// <summary>The first row of the SKU twice, byte for byte. Counts once.</summary>
    DuplicateRow = 1 << 21,

    /// <summary>Rows in the stock file for SKUs that the price file does not know (yet).</summary>
    UnknownSkuInStock = 1 << 22,

    /// <summary>Everything above.</summary>
    All = (1 << 23) - 1,
}
