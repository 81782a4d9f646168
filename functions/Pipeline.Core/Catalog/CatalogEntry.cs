using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Core.Catalog;

/// <summary>One article of one distributor, as users read it; fields may be added, never renamed.</summary>
public sealed record CatalogEntry
{
    /// <summary>The distributor, for example <c>acme</c>.</summary>
    public required string Distributor { get; init; }

    /// <summary>Article number as compared.</summary>
    public required string Sku { get; init; }

    /// <summary>Article number as the distributor's file shows it.</summary>
    public required string SkuAsShown { get; init; }

    /// <summary>Manufacturer part number, or null.</summary>
    public string? Mpn { get; init; }

    /// <summary>Validated GTIN, or null.</summary>
    public string? Gtin { get; init; }

    /// <summary>Brand, or null.</summary>
    public string? Brand { get; init; }

    /// <summary>Short description, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Long description, or null.</summary>
    public string? LongDescription { get; init; }

    /// <summary>Category from the first level to the last; empty when unknown.</summary>
    public IReadOnlyList<Category> Category { get; init; } = [];

    /// <summary>Net purchase price without fees, or null.</summary>
    public Money? Price { get; init; }

    /// <summary>What the margin rules make of <see cref="Price"/>; null where no rule is for the article, or it has no price.</summary>
    public SellingPrice? SellingPrice { get; init; }

    /// <summary>Recommended retail price, or null.</summary>
    public Money? RetailPrice { get; init; }

    /// <summary>Levies per unit.</summary>
    public IReadOnlyList<Fee> Fees { get; init; } = [];

    /// <summary>VAT rate in percent, or null.</summary>
    public decimal? VatPercent { get; init; }

    /// <summary>Stock.</summary>
    public required CatalogStock Stock { get; init; }

    /// <summary>Next delivery that is not past, or null.</summary>
    public Delivery? NextDelivery { get; init; }

    /// <summary>Weight, size and volume, with their units.</summary>
    public Dimensions Dimensions { get; init; } = Dimensions.None;

    /// <summary>Discontinued, licence, direct order, substitute and the like.</summary>
    public ArticleFlags Flags { get; init; } = ArticleFlags.None;

    /// <summary>False once three accepted files in a row, of the feed that says which articles exist, did not name it.</summary>
    public bool Active { get; init; }

    /// <summary>Whether it has a price and is active; stock may be 0.</summary>
    public bool Sellable { get; init; }

    /// <summary><c>INACTIVE</c>, <c>NO_PRICE</c> or <c>ZERO_PRICE</c>; null when sellable.</summary>
    public string? NotSellableReason { get; init; }

    /// <summary>Whether the distributor has more of it than its minimum of units; listings and orders take offered ones only.</summary>
    public bool Offered { get; init; } = true;

    /// <summary><c>BELOW_MINIMUM</c>; null when offered.</summary>
    public string? NotOfferedReason { get; init; }

    /// <summary>Times of the last accepted files.</summary>
    public required Freshness Freshness { get; init; }

    /// <summary>Images and specifications; null when none are known, and in lists.</summary>
    public ArticleContent? Content { get; init; }

    /// <summary>Origin per field; null in lists.</summary>
    public IReadOnlyDictionary<string, Provenance>? Provenance { get; init; }

    /// <summary>Codes of what is wrong with the answer about it, not with its file; <c>/errors/{code}</c> explains each.</summary>
    public IReadOnlyList<string> Issues { get; init; } = [];

    /// <summary>Grows with every change of the row, and with every accepted category file.</summary>
    public long Version { get; init; }

    /// <summary>When the row was last written, UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }
}

/// <summary>Stock of an article as users see it; never negative but per plant.</summary>
/// <param name="Available">What may be promised: local, and central too where the profile says so.</param>
/// <param name="Local">Pieces in the country's warehouse.</param>
/// <param name="Central">Pieces in the central warehouse.</param>
/// <param name="Plants">Pieces per plant, as far as the file that states the stock names plants.</param>
public sealed record CatalogStock(int Available, int Local, int Central, IReadOnlyList<PlantStock> Plants)
{
    /// <summary>Whether nobody runs out of it, since the vendor delivers it electronically: the figures are 0.</summary>
    public bool Unlimited { get; init; }

    /// <summary>Whether there may be more than the figures say, never less.</summary>
    public bool Floor { get; init; }
}

/// <summary>What an article is sold for, without VAT.</summary>
/// <param name="Amount">The amount.</param>
/// <param name="Currency">ISO 4217 code, that of the cost.</param>
/// <param name="RuleId">The margin rule that made it.</param>
public sealed record SellingPrice(decimal Amount, string Currency, string RuleId);

/// <summary>Times of the last accepted files, from the feeds' records: an unchanged file writes no row.</summary>
/// <param name="Price">Time of the file with the price, or null.</param>
/// <param name="Stock">Time of the stock file, or null.</param>
public sealed record Freshness(DateTimeOffset? Price, DateTimeOffset? Stock)
{
    /// <summary>Time of the file that says what the article is, or null.</summary>
    public DateTimeOffset? Product { get; init; }

    /// <summary>Time of the file with images and specifications, or null.</summary>
    public DateTimeOffset? Content { get; init; }
}

/// <summary>Images and specifications of an article.</summary>
/// <param name="Images">Images, the main one first.</param>
/// <param name="Specifications">Specifications in the order of the source.</param>
/// <param name="Language">Language of the texts, ISO 639-1, or null.</param>
/// <param name="Source">Who they come from where that is not the distributor, or null.</param>
/// <param name="At">Time of the last accepted file with content.</param>
public sealed record ArticleContent(
    IReadOnlyList<ArticleImage> Images, IReadOnlyList<Specification> Specifications, string? Language, string? Source, DateTimeOffset? At);

/// <summary>Where a field comes from: by line and bytes in a file, by page and index in the answer of an API.</summary>
/// <param name="File">Container and blob name of what was landed.</param>
/// <param name="Line">Line in the file, from 1, or null.</param>
/// <param name="FirstByte">Offset of the row's first byte in the unpacked file, or null.</param>
/// <param name="LastByte">Offset of its last byte, or null.</param>
/// <param name="Page">Page of the answer, from 1, or null.</param>
/// <param name="Index">Place among the records of the page, from 0, or null.</param>
public sealed record Provenance(string File, long? Line, long? FirstByte, long? LastByte, int? Page, int? Index)
{
    internal static Provenance Of(FieldOrigin origin) => origin.Row is { Page: > 0 } place
        ? new Provenance(origin.File, null, null, null, place.Page, place.Index)
        : new Provenance(origin.File, origin.Row.Line, origin.Row.FirstByte, origin.Row.LastByte, null, null);
}
