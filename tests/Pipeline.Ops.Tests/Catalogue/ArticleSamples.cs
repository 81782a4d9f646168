using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Ops.Tests.Catalogue;

/// <summary>Articles of Acme.</summary>
internal static class ArticleSamples
{
    public const string Gtin = "4006381333931";

    public static CatalogRow Row(string sku, decimal? price = 612.40m, int stock = 14) => new()
    {
        Distributor = "acme",
        Sku = sku,
        SkuAsShown = $"000{sku}",
        Product = new ProductFacts { Brand = "Lenovo", Description = $"Notebook {sku}", Mpn = $"MPN-{sku}", Gtin = Gtin },
        Price = new PriceFacts { Price = price, Currency = "EUR" },
        ListStock = new StockFacts { Local = stock, Plants = [new PlantStock("FR01", stock)] },
        Version = 1,
        ChangedAt = new DateTimeOffset(2026, 3, 9, 5, 0, 0, TimeSpan.Zero),
        Origins = new Dictionary<CatalogFields, FieldOrigin>
        {
            [CatalogFields.Price] = new("landing/acme/price/2026/03/09/050000-1a2b3c4d.csv", new RowOrigin(41, 3000, 3099)),
            [CatalogFields.Description] = new("landing/acme/price/2026/03/02/050000-1a2b3c4d.csv", RowOrigin.OnPage(2, 7)),
        },
    };
}
