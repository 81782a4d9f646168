using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Core.Catalog;

/// <summary>
/// What the feeds of one distributor say of one article, each feed's word kept apart. The catalogue entry that users see
/// is made from it on reading (<see cref="CatalogMerge"/>), so the order in which files are processed cannot matter.
/// </summary>
public sealed record CatalogRow
{
    /// <summary>The distributor.</summary>
    public required string Distributor { get; init; }

    /// <summary>Article number as compared.</summary>
    public required string Sku { get; init; }

    /// <summary>Article number as the distributor shows it; null when only stock or content is known.</summary>
    public string? SkuAsShown { get; init; }

    /// <summary>What the article is, or null when no feed has said it.</summary>
    public ProductFacts? Product { get; init; }

    /// <summary>What it costs, or null when no feed has said it.</summary>
    public PriceFacts? Price { get; init; }

    /// <summary>The stock that stands beside the products or the prices, or null.</summary>
    public StockFacts? ListStock { get; init; }

    /// <summary>The stock feed's word, or null when it has not named the article.</summary>
    public StockFacts? Stock { get; init; }

    /// <summary>Images and specifications, or null.</summary>
    public ContentFacts? Content { get; init; }

    /// <summary>The feed that says whether the article exists: that of the products if it has named the article, else that of the prices.</summary>
    public FeedKind ListFeed { get; init; } = FeedKind.Price;

    /// <summary>The feed that states <see cref="Price"/>.</summary>
    public FeedKind PriceFeed { get; init; } = FeedKind.Price;

    /// <summary>The feed that states <see cref="ListStock"/>.</summary>
    public FeedKind ListStockFeed { get; init; } = FeedKind.Price;

    /// <summary>Whether the last accepted file of <see cref="ListFeed"/> does not name the article any more.</summary>
    public bool Absent { get; init; }

    /// <summary>Whether three accepted files of <see cref="ListFeed"/> in a row did not name it.</summary>
    public bool Inactive { get; init; }

    /// <summary>Whether the last accepted file of a feed with prices and no products does not name the article any more.</summary>
    public bool PriceWithdrawn { get; init; }

    /// <summary>Time of the last stock file that named the article, when the newest one does not; else null.</summary>
    public DateTimeOffset? StockSeenAt { get; init; }

    /// <summary>Whether three accepted full stock files in a row did not name it: its stock is 0.</summary>
    public bool StockExpired { get; init; }

    /// <summary>The sum, over the feeds, of the number of the accepted file that last changed the row.</summary>
    public long Version { get; init; }

    /// <summary>Origin of each field that some feed set.</summary>
    public IReadOnlyDictionary<CatalogFields, FieldOrigin> Origins { get; init; } =
        new Dictionary<CatalogFields, FieldOrigin>();

    /// <summary>Origin of the stock and next delivery that the stock feed states.</summary>
    public IReadOnlyDictionary<CatalogFields, FieldOrigin> StockOrigins { get; init; } =
        new Dictionary<CatalogFields, FieldOrigin>();

    /// <summary>When the row was last written, UTC, by the store's clock.</summary>
    public DateTimeOffset ChangedAt { get; init; }
}

/// <summary>The record of a landed file that last changed a field.</summary>
/// <param name="File">Container and blob name, for example <c>landing/acme/price/2026/03/10/060000-1a2b3c4d.csv</c>.</param>
/// <param name="Row">Its place.</param>
public sealed record FieldOrigin(string File, RowOrigin Row);
