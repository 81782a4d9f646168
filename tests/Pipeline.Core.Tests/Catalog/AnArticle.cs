using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Core.Tests.Catalog;

/// <summary>A catalogue row with sensible values, told apart by what a test changes.</summary>
internal static class AnArticle
{
    public static readonly DateTimeOffset PriceTime = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset StockTime = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);

    /// <summary>A row as a price file makes it that names the articles and their stock, beside what a stock file says.</summary>
    public static CatalogRow Row(StockFacts? stock = null) => new()
    {
        Distributor = "ingram-micro",
        Sku = "7100231",
        SkuAsShown = "000000000007100231",
        Product = new ProductFacts { Description = "A book" },
        Price = Price(),
        ListStock = ListStock(),
        Stock = stock,
        Version = stock is null ? 1 : 2,
    };

    public static PriceFacts Price() => new() { Price = 612.40m, Currency = "EUR" };

    public static StockFacts ListStock() => new() { Local = 14, Central = 120, Plants = [new PlantStock("FR01", 14)] };

    public static StockFacts Stock(int local) => new() { Local = local };

    public static DistributorContext Context() => At((FeedKind.Price, PriceTime), (FeedKind.Stock, StockTime));

    public static DistributorContext At(params (FeedKind Feed, DateTimeOffset Time)[] files) =>
        new() { FileTimes = files.ToDictionary(static file => file.Feed, static file => file.Time) };
}
