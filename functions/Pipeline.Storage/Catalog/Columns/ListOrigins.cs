using Azure.Data.Tables;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Storage.Catalog.Columns;

/// <summary>The origins of the fields that feeds of products and of prices state: the record that brought the article, unless a later one changed the field.</summary>
internal static class ListOrigins
{
    /// <summary>The column of a field's origin.</summary>
    public static string Column(CatalogFields field) => "From_" + CatalogFieldNames.Of(field);

    /// <summary>Reads the origins of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="entity">Its columns.</param>
    /// <param name="catalog">Origin of the article in the catalogue feed, or null.</param>
    /// <param name="price">Origin of the article in the price feed, or null.</param>
    public static Dictionary<CatalogFields, FieldOrigin> Read(CatalogRow row, TableEntity entity, string? catalog, string? price)
    {
        var origins = new Dictionary<CatalogFields, FieldOrigin>();
        string? stock = entity.GetString("ListStockFeed") is not null ? catalog
            : (catalog is null && Has(entity, "SkuAsShown")) || row.ListStock is not null ? price : null;
        foreach (CatalogFields field in CatalogFieldNames.Single)
        {
            string? whole = field switch
            {
                _ when CatalogFields.Product.HasFlag(field) => catalog ?? (Has(entity, "SkuAsShown") ? price : null),
                _ when CatalogFields.Prices.HasFlag(field) => price ?? (Has(entity, "Currency") ? catalog : null),
                _ when CatalogFields.Stocks.HasFlag(field) => stock,
                _ => null,
            };
            if (whole is not null && Origin(row.Distributor, entity, field, catalog is null) is { } own)
            {
                origins[field] = own;
            }
            else if (OriginText.Parse(new FeedId(row.Distributor, FeedKind.Price), whole) is { } origin)
            {
                origins[field] = origin;
            }
        }

        return origins;
    }

    private static bool Has(TableEntity entity, string column) => entity.GetString(column) is { Length: > 0 };

    // The first version of the table kept the origin of the VAT rate with that of the number as shown.
    private static FieldOrigin? Origin(string distributor, TableEntity entity, CatalogFields field, bool single)
    {
        var feed = new FeedId(distributor, FeedKind.Price);
        return OriginText.Parse(feed, entity.GetString(Column(field)))
            ?? (field is CatalogFields.VatPercent && single ? OriginText.Parse(feed, entity.GetString(Column(CatalogFields.Other))) : null);
    }
}
