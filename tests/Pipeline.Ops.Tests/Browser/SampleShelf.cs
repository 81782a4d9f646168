using Pipeline.Core.Catalog;
using Pipeline.Core.Errors;
using Pipeline.Core.History;
using Pipeline.Core.Issues;
using Pipeline.Ops.Tests.Catalogue;
using Pipeline.Ops.Tests.Feeds;
using Pipeline.Ops.Tests.Support;

namespace Pipeline.Ops.Tests.Browser;

/// <summary>Feeds of which one is in force and one never came, and articles with and without a price.</summary>
internal static class SampleShelf
{
    public static IReadOnlyDictionary<string, string> Fill(OpsSite site, Func<string, string> said)
    {
        FeedSamples.Accept(site);
        site.Feeds.Files.Add(FeedSamples.File(8, 9, Core.Feeds.FeedFileStatus.Refused) with { ReasonCode = IssueCodes.GuardRemoved, Reason = said("41 % of the articles would disappear."), RemotePath = said("/out/price-8.csv") });
        site.Reports.Reports["report"] =
        [
            Issue.OfRow(new RowPlace(3) { Column = "SKU", RawRow = said(",Notebook 14,612.40") }, IssueCodes.SkuMissing, IssueSeverity.Error, said("row 3"), "The row has no SKU."),
            Issue.OfRow(new RowPlace(7) { Column = "EAN" }, IssueCodes.EanInvalid, IssueSeverity.Warning, "7", "Not an EAN."),
        ];
        CatalogRow strange = ArticleSamples.Row("7100233");
        site.Shelf.Catalog.Rows.AddRange(
        [
            ArticleSamples.Row("7100231"),
            ArticleSamples.Row("7100232", price: null, stock: 0),
            strange with { Product = strange.Product! with { Brand = said("HP"), Description = said("Toner, black") } },
            ArticleSamples.Row("7100231") with { Distributor = "other", Sku = "AB/1", SkuAsShown = "AB/1" },
        ]);
        site.Shelf.History.Changes.AddRange(Enumerable.Range(0, 6).Select(static step => new ArticleChange
        {
            Sku = "7100231",
            At = FeedSamples.At(step + 2, 5),
            ExecutionId = FeedSamples.Run(step + 2, 5),
            Price = step % 2 == 0 ? new PriceChange(600 + step, 601 + step, "EUR") : null,
            Stock = new StockChange(10 - step, 9 - step),
        }));
        return new Dictionary<string, string>
        {
            ["feeds"] = "/ops/feeds",
            ["feed, in force"] = "/ops/feeds/acme/price",
            ["feed, never came"] = "/ops/feeds/acme/stock",
            ["feed, rolled back"] = "/ops/feeds/acme/price/rollback",
            ["catalogue"] = "/ops/catalogue",
            ["catalogue, nothing matches"] = "/ops/catalogue?brand=none",
            ["article, on sale"] = "/ops/catalogue/acme/7100231",
            ["article, not on sale"] = "/ops/catalogue/acme/7100232",
            ["article, strange"] = "/ops/catalogue/acme/7100233",
            ["setup"] = "/ops/setup",
        };
    }
}
