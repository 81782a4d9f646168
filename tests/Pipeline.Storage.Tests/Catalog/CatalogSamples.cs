using Pipeline.Core.Catalog;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Storage.Catalog;

namespace Pipeline.Storage.Tests.Catalog;

/// <summary>Changes of price files with the fields that the catalogue's indexes go by, and their import.</summary>
internal static class CatalogSamples
{
    public static FeedChange Added(string sku, string? gtin = null, string? mpn = null, string brand = "ZENTARO") => new()
    {
        Key = sku,
        Kind = ChangeKind.Added,
        Fields = CatalogFields.All,
        Origin = new RowOrigin(2, 100, 199),
        Price = new PriceFacts
        {
            Sku = new DistributorSku(sku, sku), Price = 12.50m, Currency = "EUR", Brand = brand, Gtin = gtin, Mpn = mpn, Description = $"Article {sku}",
        },
    };

    /// <summary>The article of an earlier change with another GTIN and part number.</summary>
    public static FeedChange Changed(FeedChange before, string? gtin, string? mpn)
    {
        PriceFacts after = before.Price! with { Gtin = gtin, Mpn = mpn };
        return before with
        {
            Kind = ChangeKind.Changed,
            Fields = PriceFacts.Difference(before.Price!, after),
            PriceBefore = before.Price,
            Price = after,
        };
    }

    public static FeedChange Removed(FeedChange before) => before with { Kind = ChangeKind.Removed };

    public static FeedChange Stock(string sku, int local) => new()
    {
        Key = sku,
        Kind = ChangeKind.Added,
        Fields = CatalogFields.Stock | CatalogFields.NextDelivery,
        Origin = new RowOrigin(2, 0, 20),
        Stock = new StockFacts { Sku = new DistributorSku(sku, sku), Local = local },
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
