using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Catalog;

/// <summary>
/// What the files of one distributor say of one article, each file's word kept apart. The catalogue entry that users see
/// is made from it on reading (<see cref="CatalogMerge"/>), so the order in which files are processed cannot matter.
/// </summary>
public sealed record CatalogRow
{
    /// <summary>The distributor.</summary>
    public required string Distributor { get; init; }

    /// <summary>Article number as compared.</summary>
    public required string Sku { get; init; }

    /// <summary>The price file's word, or null when no price file has named the article.</summary>
    public PriceFacts? Price { get; init; }

    /// <summary>The stock file's word, or null when no stock file has named the article.</summary>
    public StockFacts? Stock { get; init; }

    /// <summary>Whether the last accepted price file does not name the article any more.</summary>
    public bool Absent { get; init; }

    /// <summary>Whether three accepted price files in a row did not name it.</summary>
    public bool Inactive { get; init; }

    /// <summary>Time of the last stock file that named the article, when the newest one does not; else null.</summary>
    public DateTimeOffset? StockSeenAt { get; init; }

    /// <summary>Whether three accepted full stock files in a row did not name it: its stock is 0.</summary>
    public bool StockExpired { get; init; }

    /// <summary>Sequence number of the accepted price file that last changed the row.</summary>
    public long PriceSequence { get; init; }

    /// <summary>Sequence number of the accepted stock file that last changed the row.</summary>
    public long StockSequence { get; init; }

    /// <summary>Origin of each field that some file set.</summary>
    public IReadOnlyDictionary<CatalogFields, FieldOrigin> Origins { get; init; } =
        new Dictionary<CatalogFields, FieldOrigin>();

    /// <summary>Origin of the stock and next delivery that the stock file states.</summary>
    public IReadOnlyDictionary<CatalogFields, FieldOrigin> StockOrigins { get; init; } =
        new Dictionary<CatalogFields, FieldOrigin>();

    /// <summary>When the row was last written, UTC, by the store's clock.</summary>
    public DateTimeOffset ChangedAt { get; init; }
}

/// <summary>The row of a landed file that last changed a field.</summary>
/// <param name="File">Container and blob name, for example <c>landing/acme/price/2026/03/10/060000-1a2b3c4d.csv</c>.</param>
/// <param name="Row">Line and byte range in the unpacked file.</param>
public sealed record FieldOrigin(string File, RowOrigin Row);
