namespace Pipeline.Core.Catalog;

/// <summary>The names of fields in JSON and in table columns.</summary>
public static class CatalogFieldNames
{
    /// <summary>Every single field, in the order of its bit.</summary>
    public static IReadOnlyList<CatalogFields> Single { get; } =
        [.. Enumerable.Range(0, 14).Select(bit => (CatalogFields)(1 << bit))];

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
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "One field is expected."),
    };
}
