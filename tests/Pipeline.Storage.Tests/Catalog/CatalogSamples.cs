using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Storage.Catalog;

namespace Pipeline.Storage.Tests.Catalog;

/// <summary>Changes of price files with the fields that the catalogue's indexes go by, and their import.</summary>
internal static class CatalogSamples
{
    public static FeedChange Added(string sku, string? gtin = null, string? mpn = null, string brand = "ZENTARO") => new()
    {
        Key = sku,
        Kind = ChangeKind.Added,
        Fields = CatalogFields.Product | CatalogFields.Prices | CatalogFields.Stocks,
        Origin = new RowOrigin(2, 100, 199),
        Facts = new FeedFacts
        {
            Sku = new DistributorSku(sku, sku),
            Product = new ProductFacts { Brand = brand, Gtin = gtin, Mpn = mpn, Description = $"Article {sku}" },
            Price = new PriceFacts { Price = 12.50m, Currency = "EUR" },
        },
    };

    /// <summary>The article of an earlier change with another GTIN and part number.</summary>
    public static FeedChange Changed(FeedChange before, string? gtin, string? mpn)
    {
        FeedFacts after = before.Facts with { Product = before.Facts.Product! with { Gtin = gtin, Mpn = mpn } };
        return before with { Kind = ChangeKind.Changed, Fields = FeedFacts.Difference(before.Facts, after), Before = before.Facts, Facts = after };
    }

    public static FeedChange Removed(FeedChange before) => before with { Kind = ChangeKind.Removed };

    public static FeedChange Stock(string sku, int local) => new()
    {
        Key = sku,
        Kind = ChangeKind.Added,
        Fields = CatalogFields.Stocks,
        Origin = new RowOrigin(2, 0, 20),
        Facts = new FeedFacts { Sku = new DistributorSku(sku, sku), Stock = new StockFacts { Local = local } },
    };

    /// <summary>Imports the changes of one file, as the feed import does.</summary>
    /// <returns>Entities written.</returns>
    public static async Task<long> ImportAsync(CatalogStore store, FeedId feed, long sequence, params IEnumerable<FeedChange> changes)
    {
        ICatalogImport import = store.BeginImport(new CatalogWrite
        {
            Feed = feed, Sequence = sequence, File = $"landing/{feed}/{sequence}.csv", HasEarlierRows = sequence > 1,
        });
        foreach (IGrouping<int, FeedChange> bucket in changes.GroupBy(static change => Buckets.Of(change.Key)).OrderBy(static bucket => bucket.Key))
        {
            await import.WriteAsync(bucket.Key, bucket.OrderBy(static change => change.Key, StringComparer.Ordinal), default);
        }

        return await import.CompleteAsync(default);
    }
}
