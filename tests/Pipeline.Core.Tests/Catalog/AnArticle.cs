using Pipeline.Core.Catalog;

namespace Pipeline.Core.Tests.Catalog;

/// <summary>A catalogue row with sensible values, told apart by what a test changes.</summary>
internal static class AnArticle
{
    public static readonly DateTimeOffset PriceTime = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset StockTime = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);

    public static CatalogRow Row(PriceFacts? price = null, StockFacts? stock = null) => new()
    {
        Distributor = "ingram-micro",
        Sku = "7100231",
        Price = price ?? Price(),
        Stock = stock,
        PriceSequence = 1,
        StockSequence = stock is null ? 0 : 1,
    };

    public static PriceFacts Price() => new()
    {
        Sku = DistributorSku.Parse("000000000007100231"),
        Price = 612.40m,
        Currency = "EUR",
        Local = 14,
        Central = 120,
        Plants = [new PlantStock("FR01", 14)],
    };

    public static StockFacts Stock(int local) => new() { Sku = DistributorSku.Parse("7100231"), Local = local };

    public static DistributorContext Context() => new() { PriceFileTime = PriceTime, StockFileTime = StockTime };
}
