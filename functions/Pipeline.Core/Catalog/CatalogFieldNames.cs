using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Core.Catalog;

/// <summary>The names of fields in JSON and in table columns.</summary>
public static class CatalogFieldNames
{
    /// <summary>Every single field, in the order of its bit.</summary>
    public static IReadOnlyList<CatalogFields> Single { get; } =
        [.. Enumerable.Range(0, 16).Select(bit => (CatalogFields)(1 << bit))];

    /// <summary>The fields that kinds of facts fill.</summary>
    public static CatalogFields FieldsOf(FactKinds kinds) =>
        (kinds.HasFlag(FactKinds.Product) ? CatalogFields.Product : CatalogFields.None)
        | (kinds.HasFlag(FactKinds.Price) ? CatalogFields.Prices : CatalogFields.None)
        | (kinds.HasFlag(FactKinds.Stock) ? CatalogFields.Stocks : CatalogFields.None)
        | (kinds.HasFlag(FactKinds.Category) ? CatalogFields.Category : CatalogFields.None)
        | (kinds.HasFlag(FactKinds.Content) ? CatalogFields.Content : CatalogFields.None);

    /// <summary>The camel-case name of one field, for example <c>retailPrice</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not exactly one field.</exception>
    public static string Of(CatalogFields field) => field switch
    {
        CatalogFields.Price => "price",
        CatalogFields.RetailPrice => "retailPrice",
        CatalogFields.Fees => "fees",
        CatalogFields.Brand => "brand",
        CatalogFields.Mpn => "mpn",
        CatalogFields.Gtin => "gtin",
        CatalogFields.Description => "description",
        CatalogFields.LongDescription => "longDescription",
        CatalogFields.Category => "category",
        CatalogFields.Stock => "stock",
        CatalogFields.NextDelivery => "nextDelivery",
        CatalogFields.Dimensions => "dimensions",
        CatalogFields.Flags => "flags",
        CatalogFields.Other => "other",
        CatalogFields.VatPercent => "vatPercent",
        CatalogFields.Content => "content",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "One field is expected."),
    };
}

/// <summary>The fields of a catalogue row whose origin is kept, each by the file that last changed it.</summary>
[Flags]
public enum CatalogFields
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Net purchase price.</summary>
    Price = 1,

    /// <summary>Retail price.</summary>
    RetailPrice = 1 << 1,

    /// <summary>Levies by kind.</summary>
    Fees = 1 << 2,

    /// <summary>Brand.</summary>
    Brand = 1 << 3,

    /// <summary>Manufacturer part number.</summary>
    Mpn = 1 << 4,

    /// <summary>GTIN.</summary>
    Gtin = 1 << 5,

    /// <summary>Short description.</summary>
    Description = 1 << 6,

    /// <summary>Long description.</summary>
    LongDescription = 1 << 7,

    /// <summary>Category as the article's feed states it.</summary>
    Category = 1 << 8,

    /// <summary>Local, central and plant stock.</summary>
    Stock = 1 << 9,

    /// <summary>Next delivery.</summary>
    NextDelivery = 1 << 10,

    /// <summary>Weight, size and volume.</summary>
    Dimensions = 1 << 11,

    /// <summary>Flags and substitutes.</summary>
    Flags = 1 << 12,

    /// <summary>The number as shown.</summary>
    Other = 1 << 13,

    /// <summary>VAT rate.</summary>
    VatPercent = 1 << 14,

    /// <summary>Images and specifications.</summary>
    Content = 1 << 15,

    /// <summary>The fields of product facts.</summary>
    Product = Brand | Mpn | Gtin | Description | LongDescription | Category | Dimensions | Flags | Other,

    /// <summary>The fields of price facts.</summary>
    Prices = Price | RetailPrice | Fees | VatPercent,

    /// <summary>The fields of stock facts.</summary>
    Stocks = Stock | NextDelivery,
}
