namespace Pipeline.Simulators.IngramMicro.Services.Articles;

/// <summary>What is for sale. Immutable; safe for several threads.</summary>
public sealed class ArticleList
{
    // In the sample a spreadsheet has damaged the EAN of 7100720; the host knows it, and a second article shares it.
    private const string SharedEan = "2007100720010";

    private readonly Dictionary<string, ServiceArticle> bySku;
    private readonly ILookup<string, ServiceArticle> byPart;
    private readonly ILookup<string, ServiceArticle> byEan;

    /// <summary>Makes a list; of two articles with one number the later counts.</summary>
    public ArticleList(IEnumerable<ServiceArticle> articles)
    {
        bySku = [];
        foreach (ServiceArticle article in articles)
        {
            bySku[article.Sku] = article;
        }

        byPart = bySku.Values.Where(article => article.VendorPartNumber.Length > 0)
            .ToLookup(article => article.VendorPartNumber, StringComparer.OrdinalIgnoreCase);
        byEan = bySku.Values.Where(article => article.Ean.Length > 0).ToLookup(article => article.Ean.PadLeft(14, '0'));
    }

    /// <summary>The articles of the sample price and stock file, unsellable ones included, and one more of the same EAN as 7100720.</summary>
    public static ArticleList Samples { get; } = new(WithSharedEan(
        [.. ArticleFiles.Read(SampleFiles.Read(FeedKind.Price), SampleFiles.Read(FeedKind.Stock))]));

    /// <summary>All articles, in the order of the file.</summary>
    public IReadOnlyCollection<ServiceArticle> All => bySku.Values;

    /// <summary>The articles of a generated catalogue's first morning, the same that its price file lists.</summary>
    public static ArticleList Generated(CatalogOptions options)
    {
        CatalogGenerator catalog = new(options);
        using MemoryStream price = new();
        using MemoryStream stock = new();
        PriceFileWriter.Write(catalog, price);
        StockFileWriter.Write(catalog, stock);
        return new ArticleList(ArticleFiles.Read(price.ToArray(), stock.ToArray()));
    }

    /// <summary>The list with articles added or replaced.</summary>
    public ArticleList With(params IEnumerable<ServiceArticle> articles) => new([.. All, .. articles]);

    /// <summary>The article of a number, with or without leading zeros; or null.</summary>
    public ServiceArticle? Find(string sku) => bySku.GetValueOrDefault(sku.TrimStart('0'));

    /// <summary>The articles of a maker's part number.</summary>
    public IReadOnlyList<ServiceArticle> FindByVendorPartNumber(string number) => [.. byPart[number]];

    /// <summary>The articles of an EAN or UPC.</summary>
    public IReadOnlyList<ServiceArticle> FindByEan(string ean) => [.. byEan[ean.PadLeft(14, '0')]];

    private static IEnumerable<ServiceArticle> WithSharedEan(List<ServiceArticle> articles)
    {
        ServiceArticle charger = articles.Single(article => article.Sku == "7100720") with { Ean = SharedEan };
        return [.. articles, charger, charger with { Sku = "7100721", VendorPartNumber = "KVA-65-BULK", Description = $"{charger.Description} (vrac)" }];
    }
}
