namespace Pipeline.Core.Catalog.Facts;

/// <summary>What a distributor says an article is: names, numbers, category, size, flags.</summary>
/// <remarks>
/// A pure function of the article's records: nothing here depends on other files or on the clock, so the same records always
/// give equal facts. That holds for all kinds of facts.
/// </remarks>
public sealed record ProductFacts
{
    /// <summary>Brand as the distributor shows it.</summary>
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

    /// <summary>Weight, size and volume.</summary>
    public Dimensions Dimensions { get; init; } = Dimensions.None;

    /// <summary>Flags.</summary>
    public ArticleFlags Flags { get; init; } = ArticleFlags.None;

    /// <summary>The fields in which two states of an article differ.</summary>
    public static CatalogFields Difference(ProductFacts before, ProductFacts after) =>
        Mark(before.Brand == after.Brand, CatalogFields.Brand)
        | Mark(before.Mpn == after.Mpn, CatalogFields.Mpn)
        | Mark(before.Gtin == after.Gtin, CatalogFields.Gtin)
        | Mark(before.Description == after.Description, CatalogFields.Description)
        | Mark(before.LongDescription == after.LongDescription, CatalogFields.LongDescription)
        | Mark(before.Category == after.Category, CatalogFields.Category)
        | Mark(before.Dimensions == after.Dimensions, CatalogFields.Dimensions)
        | Mark(before.Flags == after.Flags, CatalogFields.Flags);

    private static CatalogFields Mark(bool same, CatalogFields field) => same ? CatalogFields.None : field;
}

/// <summary>Weight and size of one packed piece; null where the distributor says nothing or zero.</summary>
public sealed record Dimensions
{
    /// <summary>Nothing is said.</summary>
    public static Dimensions None { get; } = new();

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

/// <summary>What a distributor says of an article beside its figures.</summary>
public sealed record ArticleFlags
{
    /// <summary>No flag is set.</summary>
    public static ArticleFlags None { get; } = new();

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

    /// <summary>Delivered electronically by the vendor when it is bought: nobody has stock of it, and nobody runs out of it.</summary>
    public bool Downloadable { get; init; }

    /// <summary>New in the distributor's range.</summary>
    public bool New { get; init; }
}
