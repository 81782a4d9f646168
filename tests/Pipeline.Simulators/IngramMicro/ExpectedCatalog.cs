namespace Pipeline.Simulators.IngramMicro;

/// <summary>The truth about generated files: the facts that a correct pipeline ends with, worked out the slow way.</summary>
/// <remarks>
/// Own assumptions where nothing is known: an exact duplicate
/// of a row counts once; rows of special bids are left out; a row that must be dropped says nothing about any article.
/// </remarks>
public sealed class ExpectedCatalog
{
    private readonly Dictionary<string, ExpectedArticle> articles;

    private ExpectedCatalog(Dictionary<string, ExpectedArticle> articles) => this.articles = articles;

    /// <summary>Facts by SKU without leading zeros.</summary>
    public IReadOnlyDictionary<string, ExpectedArticle> Articles => articles;

    /// <summary>After the price file that the catalogue would write now, into an empty pipeline.</summary>
    public static ExpectedCatalog FromPriceFile(CatalogGenerator catalog) =>
        new(catalog.Listed().Select(article => FromRows(article, catalog.Today)).ToDictionary(fact => fact.Sku));

    /// <summary>After one more price file: what it does not list has stock 0 and is inactive after three files.</summary>
    public ExpectedCatalog WithPriceFile(CatalogGenerator catalog)
    {
        Dictionary<string, ExpectedArticle> after = FromPriceFile(catalog).articles;
        foreach (ExpectedArticle before in articles.Values)
        {
            if (after.ContainsKey(before.Sku))
            {
                continue;
            }

            ExpectedArticle absent = before with
            {
                LocalStock = 0,
                CentralStock = 0,
                NextDeliveryDate = null,
                NextDeliveryQuantity = null,
                MissedFiles = before.MissedFiles + 1,
            };
            after[before.Sku] = absent.Active ? absent : absent with { NotSellableReason = "INACTIVE" };
        }

        return new(after);
    }

    /// <summary>After the stock file without header that the catalogue would write now.</summary>
    /// <remarks>Unknown SKUs are passed over, SKUs that the file omits keep their stock, central stock stays.</remarks>
    public ExpectedCatalog WithStockFile(CatalogGenerator catalog) => WithStock(catalog, article =>
        (Math.Max(0, article.State.Local + article.State.SecondLocal), null));

    /// <summary>After the stock file with header that the catalogue would write now.</summary>
    public ExpectedCatalog WithHeadedStockFile(CatalogGenerator catalog) => WithStock(catalog, article =>
        (Math.Max(0, article.State.Local) + Math.Max(0, article.State.SecondLocal), article.State.Central));

    private ExpectedCatalog WithStock(CatalogGenerator catalog, Func<Article, (int Local, int? Central)> stockOf)
    {
        Dictionary<string, ExpectedArticle> after = new(articles);
        foreach (Article article in catalog.InStockFile())
        {
            if (!after.TryGetValue(article.SkuText, out ExpectedArticle? before))
            {
                continue;
            }

            (int local, int? central) = stockOf(article);
            bool comes = Comes(article, catalog.Today);
            after[before.Sku] = before with
            {
                LocalStock = local,
                CentralStock = central ?? before.CentralStock,
                NextDeliveryDate = comes ? DateOnly.FromDayNumber(article.State.EtaDay) : null,
                NextDeliveryQuantity = comes ? article.State.Ordered : null,
            };
        }

        return new(after);
    }

    private static ExpectedArticle FromRows(Article article, DateOnly today)
    {
        bool comes = Comes(article, today);
        (decimal? price, string? reason) = PriceOf(article);
        return new ExpectedArticle
        {
            Sku = article.SkuText,
            SkuAsShown = article.SkuText.PadLeft(18, '0'),
            ManufacturerPartNumber = article.VendorPartNumber,
            Gtin = GtinOf(article),
            Brand = article.Brand,
            Description = article.Description,
            CategoryNames = article.HasCategoryNames
                ? [article.Category.Name1, article.Category.Name2, article.Category.Name3]
                : [],
            Price = price,
            NotSellableReason = reason,
            LocalStock = Math.Max(0, article.State.Local) + Math.Max(0, article.State.SecondLocal),
            CentralStock = article.State.Central,
            NextDeliveryDate = comes ? DateOnly.FromDayNumber(article.State.EtaDay) : null,
            NextDeliveryQuantity = comes ? article.State.Ordered : null,
            MusicFee = article.Fees.Music / 100m,
            RecyclingFee = article.Fees.Recycling / 100m,
            DocumentFee = article.Fees.Document / 100m,
            BatteryFee = article.Fees.Battery / 100m,
        };
    }

    private static bool Comes(Article article, DateOnly today) =>
        article.State.Ordered > 0 && article.State.EtaDay >= today.DayNumber;

    private static (decimal? Price, string? Reason) PriceOf(Article article)
    {
        bool first = !article.Has(DirtKinds.PriceX | DirtKinds.PriceEmpty | DirtKinds.PriceZero);
        if (first || article.Has(DirtKinds.SecondPlant))
        {
            return (article.State.PriceCents / 100m, null);
        }

        return (null, article.Has(DirtKinds.PriceZero) ? "ZERO_PRICE" : "NO_PRICE");
    }

    private static string? GtinOf(Article article)
    {
        bool isLost = article.Has(DirtKinds.EanEmpty | DirtKinds.EanScientific | DirtKinds.EanWrongCheckDigit);
        return isLost ? null : article.Ean.PadLeft(13, '0');
    }
}
