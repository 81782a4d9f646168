using System.Globalization;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Functions.Tests.Support;

/// <summary>Articles as the first price file of a distributor brings them.</summary>
internal static class ImportedArticles
{
    /// <summary>One article in words: number, cost and currency, then GTIN, brand, part number and category; a dash for what is not known.</summary>
    public static FeedChange Article(string text)
    {
        string[] words = text.Split(' ');
        (string sku, decimal? cost, string currency) = (words[0], words[1] is "-" ? null : decimal.Parse(words[1], CultureInfo.InvariantCulture), words[2]);
        return new FeedChange
        {
            Key = DistributorSku.Parse(sku).AsCompared,
            Kind = ChangeKind.Added,
            Fields = CatalogFields.Product | CatalogFields.Prices,
            Origin = new RowOrigin(2, 0, 9),
            Facts = new FeedFacts
            {
                Sku = DistributorSku.Parse(sku),
                Product = new ProductFacts
                {
                    Gtin = Word(3), Brand = Word(4), Mpn = Word(5), Category = Word(6) is { } name ? new CategoryNames(null, [name]) : CategoryNames.None,
                },
                Price = new PriceFacts { Price = cost, Currency = currency },
            },
        };

        string? Word(int place) => words.Length > place && words[place] is not "-" ? words[place] : null;
    }

    public static async Task ImportAsync(PipelineApp app, string distributor, params string[] articles)
    {
        ICatalogImport import = app.Get<ICatalogStore>().BeginImport(new CatalogWrite
        {
            Feed = new FeedId(distributor, FeedKind.Price), Sequence = 1, File = $"{distributor}/price/1", HasEarlierRows = true,
        });
        foreach (IGrouping<int, FeedChange> bucket in articles.Select(Article).GroupBy(static article => Buckets.Of(article.Key)))
        {
            await import.WriteAsync(bucket.Key, bucket.OrderBy(static change => change.Key, StringComparer.Ordinal), default);
        }

        _ = await import.CompleteAsync(default);
    }
}
