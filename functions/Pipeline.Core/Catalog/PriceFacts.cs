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

/// <summary>A levy per unit that the distributor adds to the price.</summary>
/// <param name="Kind"><c>musicCopyright</c>, <c>recycling</c>, <c>documentCopyright</c> or <c>battery</c>.</param>
/// <param name="Amount">Amount per unit in the account's currency, greater than zero.</param>
public sealed record Fee(string Kind, decimal Amount);

/// <summary>Weight and size of one packed piece; null where the file says nothing or zero.</summary>
public sealed record Dimensions
{
    /// <summary>Weight in <see cref="WeightUnit"/>.</summary>
    public decimal? Weight { get; init; }

    /// <summary>Unit of the weight: the row's, else the profile's, for example <c>KG</c>.</summary>
    public string? WeightUnit { get; init; }

    /// <summary>Length in <see cref="DimensionUnit"/>.</summary>
    public decimal? Length { get; init; }

    /// <summary>Width in <see cref="DimensionUnit"/>.</summary>
    public decimal? Width { get; init; }

    /// <summary>Height in <see cref="DimensionUnit"/>.</summary>
    public decimal? Height { get; init; }

    /// <summary>Unit of length, width and height, for example <c>CM</c>.</summary>
    public string? DimensionUnit { get; init; }

    /// <summary>Volume in <see cref="VolumeUnit"/>.</summary>
    public decimal? Volume { get; init; }

    /// <summary>Unit of the volume, for example <c>L</c>.</summary>
    public string? VolumeUnit { get; init; }
}

/// <summary>What a price file says of an article beside its figures.</summary>
public sealed record ArticleFlags
{
    /// <summary>The distributor has given the article up: sell what is in stock, order nothing back.</summary>
    public bool Discontinued { get; init; }

    /// <summary>Licence or electronic delivery: there is no parcel.</summary>
    public bool License { get; init; }

    /// <summary>Drop-shipped or made to order; not backed by stock.</summary>
    public bool DirectOrder { get; init; }

    /// <summary>Article to order instead, as compared, or null.</summary>
    public string? Substitute { get; init; }

    /// <summary>Article that this one replaced, as compared, or null.</summary>
    public string? Supersedes { get; init; }

    /// <summary>A bundle of other articles.</summary>
    public bool Bundle { get; init; }

    /// <summary>A warranty, not a thing.</summary>
    public bool Warranty { get; init; }

    /// <summary>New in the distributor's range.</summary>
    public bool New { get; init; }
}
