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
    public Dimensions Dimensions { get; init; } = new();

    /// <summary>Discontinued, licence, direct order, substitute and the like.</summary>
    public ArticleFlags Flags { get; init; } = new();

    /// <summary>False once three accepted price files in a row did not name the article.</summary>
    public bool Active { get; init; }

    /// <summary>Whether it has a price and is active; stock may be 0.</summary>
    public bool Sellable { get; init; }

    /// <summary><c>INACTIVE</c>, <c>NO_PRICE</c> or <c>ZERO_PRICE</c>; null when sellable.</summary>
    public string? NotSellableReason { get; init; }

    /// <summary>Times of the last accepted files.</summary>
    public required Freshness Freshness { get; init; }

    /// <summary>Origin per field; null in lists.</summary>
    public IReadOnlyDictionary<string, Provenance>? Provenance { get; init; }

    /// <summary>Grows with every change of the row, and with every accepted category file.</summary>
    public long Version { get; init; }

    /// <summary>When the row was last written, UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }
}
