using System.Collections.Frozen;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Guarding;

namespace Pipeline.Core.Feeds.Profiles;

/// <summary>The layout of one file as data: how to find rows, columns and values in it.</summary>
/// <remarks>
/// An embedded JSON document per known layout, overridden by <c>config/{distributor}/{name}.json</c> in Blob storage.
/// </remarks>
public sealed record FeedProfile
{
    /// <summary>Name, for example <c>nl-price</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of file the layout is for.</summary>
    public required FeedKind Feed { get; init; }

    /// <summary>Whether the rows of a file are read as the profile says, or the records of an API's pages as their reader does.</summary>
    public FeedFormat Format { get; init; }

    /// <summary>Limits beyond which a readable file waits for a person.</summary>
    public FeedGuards Guards { get; init; } = new();

    /// <summary>Whether available stock includes the central warehouse; local stock alone otherwise.</summary>
    public bool IncludeCentral { get; init; }

    /// <summary>Whether the file lists every article, so that a missing one counts as absent.</summary>
    public bool Full { get; init; } = true;

    /// <summary>
    /// <c>auto</c> (byte order mark; else UTF-8 when the whole file is, but for a few damaged characters among many good
    /// ones; else <see cref="FallbackEncoding"/>),
    /// <c>utf-8</c>, <c>windows-1252</c> or <c>iso-8859-15</c>.
    /// </summary>
    public string Encoding { get; init; } = "auto";

    /// <summary><c>windows-1252</c> or <c>iso-8859-15</c>: what <c>auto</c> means for a file that is not UTF-8.</summary>
    public string FallbackEncoding { get; init; } = "windows-1252";

    /// <summary><c>auto</c> (comma, semicolon or tab, by the first line) or one ASCII character.</summary>
    public string Delimiter { get; init; } = "auto";

    /// <summary>Whether the first line names the columns.</summary>
    public HeaderRule Header { get; init; }

    /// <summary>
    /// Decimal mark: <c>.</c>, <c>,</c> or <c>auto</c>: each number's own form, and where that may as well group thousands
    /// (<c>1,234</c>), what the other numbers of the column say; what stays open is an issue.
    /// </summary>
    public string Decimal { get; init; } = "auto";

    /// <summary>Whether a quantity may be stated as at least so many (<c>&gt;100</c>, <c>50+</c>, <c>10-50</c>): that many count.</summary>
    public bool LowerBounds { get; init; } = true;

    /// <summary>First fields of a last row that is none (<c>TOTAL</c>, <c>EOF</c>), whatever their case: the file ends before it.</summary>
    public IReadOnlyList<string> Trailers { get; init; } = [];

    /// <summary>Date formats in the order in which they are tried.</summary>
    public IReadOnlyList<string> DateFormats { get; init; } = ["yyyyMMdd", "yyyy-MM-dd", "dd/MM/yyyy"];

    /// <summary>The account's currency, ISO 4217; a row with another one is an error.</summary>
    public string Currency { get; init; } = "EUR";

    /// <summary>What the distributor calls currencies, whatever the case, each with its code in ISO 4217; codes of ISO need no entry.</summary>
    public IReadOnlyDictionary<string, string> Currencies
    {
        get => field ?? FrozenDictionary<string, string>.Empty;
        init;
    }

    /// <summary>Language of the texts, ISO 639-1; null where it is not known.</summary>
    public string? Language { get; init; }

    /// <summary>Unit of weights where the row names none.</summary>
    public string WeightUnit { get; init; } = "KG";

    /// <summary>Unit of length, width and height where the row names none.</summary>
    public string DimensionUnit { get; init; } = "CM";

    /// <summary>Unit of volumes where the row names none.</summary>
    public string VolumeUnit { get; init; } = "L";

    /// <summary>The columns that may occur; those of a header that no entry names are counted and passed over.</summary>
    public IReadOnlyList<FeedColumn> Columns { get; init; } = [];

    /// <summary>Creation reasons of ordinary rows; a row with another, not blank, is one customer's price: excluded.</summary>
    public IReadOnlyList<string> StandardReasons { get; init; } = ["STANDARD"];

    /// <summary>Values of <see cref="FeedField.Status"/> that mean discontinued.</summary>
    public IReadOnlyList<string> DiscontinuedStatuses { get; init; } = ["*", "N", "V"];

    /// <summary>Values of <see cref="FeedField.Action"/> that mean discontinued.</summary>
    public IReadOnlyList<string> DiscontinuedActions { get; init; } = ["D"];

    /// <summary>Whether an article that names its substitute is discontinued.</summary>
    public bool SubstituteMeansDiscontinued { get; init; } = true;

    /// <summary>Whether a direct-order article with neither weight nor size is a licence (our inference).</summary>
    public bool WeightlessDirectOrderIsLicense { get; init; } = true;

    /// <summary>
    /// Category file whose second-level codes begin with those of the first level: characters of the first level, or 0.
    /// </summary>
    public int CategoryPrefixLength { get; init; }

    /// <summary>Category file: whether a level's code is that of the level above followed by its own column.</summary>
    public bool JoinCategoryCodes { get; init; }

    /// <summary>Largest size of the unpacked file in bytes; default 4 GiB.</summary>
    public long MaxUnpackedBytes { get; init; } = 4L << 30;

    /// <summary>Largest ratio of unpacked to packed size, judged beyond 64 MiB.</summary>
    public int MaxUnpackRatio { get; init; } = 200;

    /// <summary>Longest row, or record of an API, in bytes; a longer one means that the file is not made of rows.</summary>
    public int MaxRowBytes { get; init; } = 1 << 20;
}

/// <summary>One column that a profile knows.</summary>
public sealed record FeedColumn
{
    /// <summary>What it means; <see cref="FeedField.Ignored"/> for a column that is known and not used.</summary>
    public FeedField Field { get; init; }

    /// <summary>Names in a header line, any of which may stand; case and surrounding blanks do not matter.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Place in a file without a header, the first column being 1; null when only a header finds it.</summary>
    public int? Position { get; init; }

    /// <summary>Whether a file without this column is refused.</summary>
    public bool Required { get; init; }
}

/// <summary>What a landed blob is made of.</summary>
public enum FeedFormat
{
    /// <summary>Rows with columns.</summary>
    Table,

    /// <summary>Pages of an API, JSON, one a line.</summary>
    Pages,
}

/// <summary>Whether the first line of a file names the columns.</summary>
public enum HeaderRule
{
    /// <summary>Always; columns are found by name.</summary>
    Present,

    /// <summary>Never; columns are found by position.</summary>
    Absent,

    /// <summary>When the first line holds the names of all required columns; otherwise it is a row.</summary>
    Detect,
}
