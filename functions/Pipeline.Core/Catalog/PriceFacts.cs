namespace Pipeline.Core.Catalog;

/// <summary>What a price file says of one article, its rows (one per plant) folded into one.</summary>
/// <remarks>
/// A pure function of the article's rows: nothing here depends on the date of the file, on other files or on the
/// clock, so the same rows always give equal facts. Which stock counts and whether a delivery date still holds is
/// decided by the catalogue when the row is read.
/// </remarks>
public sealed record PriceFacts
{
    /// <summary>The article.</summary>
    public required DistributorSku Sku { get; init; }

    /// <summary>Net purchase price per unit without VAT and fees; null when the file has none (<c>X</c> or blank).</summary>
    public decimal? Price { get; init; }

    /// <summary>Recommended retail price, or null.</summary>
    public decimal? RetailPrice { get; init; }

    /// <summary>Currency of all amounts, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Levies greater than zero, in the order music copyright, recycling, document copyright, battery.</summary>
    public IReadOnlyList<Fee> Fees { get; init; } = [];

    /// <summary>VAT rate in percent, or null.</summary>
    public decimal? VatPercent { get; init; }

    /// <summary>Brand as the file shows it.</summary>
    public string? Brand { get; init; }

    /// <summary>The vendor's part number as shown.</summary>
    public string? Mpn { get; init; }

    /// <summary>Validated GTIN, or null.</summary>
    public string? Gtin { get; init; }

    /// <summary>Short description; some layouts cut it at 35 or 40 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Long description, or null.</summary>
    public string? LongDescription { get; init; }

    /// <summary>Category by names or code.</summary>
    public CategoryNames Category { get; init; } = CategoryNames.None;

    /// <summary>Sum of the positive local quantities of the article's rows; null when the layout has no stock.</summary>
    public int? Local { get; init; }

    /// <summary>Largest central quantity of the article's rows, 0 or more (the file repeats it on each row).</summary>
    public int? Central { get; init; }

    /// <summary>Local quantity per plant, as the file says, in the order of the file.</summary>
    public IReadOnlyList<PlantStock> Plants { get; init; } = [];

    /// <summary>Next delivery the file names: quantity greater than zero; its date may be past.</summary>
    public Delivery? NextDelivery { get; init; }

    /// <summary>Weight, size and volume.</summary>
    public Dimensions Dimensions { get; init; } = new();

    /// <summary>Flags.</summary>
    public ArticleFlags Flags { get; init; } = new();

    /// <summary>Rows of the file folded into this article, 1 or more. Not compared.</summary>
    public int Rows { get; init; } = 1;

    /// <summary>The fields in which two states of an article differ.</summary>
    public static CatalogFields Difference(PriceFacts before, PriceFacts after)
    {
        bool currency = before.Currency == after.Currency;
        return Mark(currency && before.Price == after.Price, CatalogFields.Price)
            | Mark(currency && before.RetailPrice == after.RetailPrice, CatalogFields.RetailPrice)
            | Mark(currency && before.Fees.SequenceEqual(after.Fees), CatalogFields.Fees)
            | Mark(before.Brand == after.Brand, CatalogFields.Brand)
            | Mark(before.Mpn == after.Mpn, CatalogFields.Mpn)
            | Mark(before.Gtin == after.Gtin, CatalogFields.Gtin)
            | Mark(before.Description == after.Description, CatalogFields.Description)
            | Mark(before.LongDescription == after.LongDescription, CatalogFields.LongDescription)
            | Mark(before.Category == after.Category, CatalogFields.Category)
            | Mark(SameStock(before, after), CatalogFields.Stock)
            | Mark(before.NextDelivery == after.NextDelivery, CatalogFields.NextDelivery)
            | Mark(before.Dimensions == after.Dimensions, CatalogFields.Dimensions)
            | Mark(before.Flags == after.Flags, CatalogFields.Flags)
            | Mark(before.Sku == after.Sku && before.VatPercent == after.VatPercent, CatalogFields.Other);
    }

    private static CatalogFields Mark(bool same, CatalogFields field) => same ? CatalogFields.None : field;

    private static bool SameStock(PriceFacts before, PriceFacts after) =>
        before.Local == after.Local && before.Central == after.Central && before.Plants.SequenceEqual(after.Plants);
}
