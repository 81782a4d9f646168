using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Catalog;

/// <summary>Makes the entry that users see from what the distributor's feeds say.</summary>
/// <remarks>
/// Stock comes from the younger of the stock feed and the feed that states stock beside its products or prices; a delivery
/// before the date of the file that names it is past; an article missing from the feed that says which articles exist has no
/// stock; what the vendor delivers electronically has none and is never out of it. Pure: the same row and context give the same entry.
/// </remarks>
public static class CatalogMerge
{
    private static readonly ProductFacts Unknown = new();
    private static readonly CatalogStock Endless = new(0, 0, 0, []) { Unlimited = true };

    /// <summary>Merges one row.</summary>
    /// <returns>Null when neither the article nor its price is known: what is known joins when one of them comes.</returns>
    public static CatalogEntry? Merge(CatalogRow row, DistributorContext context)
    {
        if (row.Product is null && row.Price is null)
        {
            return null;
        }

        ProductFacts product = row.Product ?? Unknown;
        bool stockFileCounts = StockFileCounts(row, context);
        Money? price = PriceOf(row);
        string? reason = NotSellableReason(row.Inactive, price?.Amount);
        CatalogStock stock = product.Flags.Downloadable && !row.Absent ? Endless : Stock(row, stockFileCounts, context.IncludeCentral);
        bool isOffered = stock.Unlimited || context.MinimumUnits is not { } minimum || stock.Available > minimum;
        return new CatalogEntry
        {
            Distributor = row.Distributor,
            Sku = row.Sku,
            SkuAsShown = row.SkuAsShown ?? row.Sku,
            Mpn = product.Mpn,
            Gtin = product.Gtin,
            Brand = product.Brand,
            Description = product.Description,
            LongDescription = product.LongDescription,
            Category = context.Categories.Join(product.Category),
            Price = price,
            RetailPrice = row.Price is { } prices ? MoneyOf(prices.RetailPrice, prices.Currency) : null,
            Fees = row.Price?.Fees ?? [],
            VatPercent = row.Price?.VatPercent,
            Stock = stock,
            NextDelivery = NextDelivery(row, stockFileCounts, context),
            Dimensions = product.Dimensions,
            Flags = product.Flags,
            Active = !row.Inactive,
            Sellable = reason is null,
            NotSellableReason = reason,
            Offered = isOffered,
            NotOfferedReason = isOffered ? null : IssueCodes.BelowMinimum,
            Freshness = new Freshness(context.TimeOf(row.PriceFeed), context.StockTime)
            {
                Product = context.TimeOf(row.ListFeed),
                Content = context.ContentTime,
            },
            Content = ContentOf(row.Content, context),
            Provenance = ProvenanceOf(row, stockFileCounts),
            Version = row.Version + context.Categories.Version,
            ChangedAt = row.ChangedAt,
        };
    }

    /// <summary>The net purchase price of a row, or null when there is none or it was taken back.</summary>
    internal static Money? PriceOf(CatalogRow row) =>
        row is { Price: { } price, PriceWithdrawn: false } ? MoneyOf(price.Price, price.Currency) : null;

    internal static string? NotSellableReason(bool isInactive, decimal? price) => SaleChecks.FirstFailed(isInactive, price);

    private static bool StockFileCounts(CatalogRow row, DistributorContext context)
    {
        if (row.Stock is null)
        {
            return false;
        }

        DateTimeOffset? stated = row.StockSeenAt ?? context.StockTime;
        return row.ListStock?.Local is null || context.TimeOf(row.ListStockFeed) is not { } list || stated >= list;
    }

    private static CatalogStock Stock(CatalogRow row, bool stockFileCounts, bool includeCentral)
    {
        if (row.Absent || (stockFileCounts && row.StockExpired))
        {
            return new CatalogStock(0, 0, 0, []);
        }

        StockFacts? stated = stockFileCounts ? row.Stock : row.ListStock;
        int local = stated?.Local ?? 0;
        int central = stated?.Central ?? row.ListStock?.Central ?? 0;
        IReadOnlyList<PlantStock> plants = stockFileCounts ? StockFilePlants(row.Stock!, row.ListStock) : stated?.Plants ?? [];
        return new CatalogStock(includeCentral ? local + central : local, local, central, plants) { Floor = stated is { Floor: true } };
    }

    // A stock file without plants still tells the plant's quantity where the article has only one.
    private static IReadOnlyList<PlantStock> StockFilePlants(StockFacts stock, StockFacts? list) => stock.Plants.Count > 0
        ? stock.Plants
        : list?.Plants is [{ } only] ? [new PlantStock(only.Plant, stock.Local ?? 0)] : [];

    private static Delivery? NextDelivery(CatalogRow row, bool stockFileCounts, DistributorContext context)
    {
        Delivery? delivery = (stockFileCounts ? row.Stock : row.ListStock)?.NextDelivery;
        DateTimeOffset? fileTime = stockFileCounts
            ? row.StockSeenAt ?? context.StockTime
            : context.TimeOf(row.ListStockFeed);
        bool past = fileTime is { } time && delivery?.Date < DateOnly.FromDateTime(time.UtcDateTime);
        return past || row.Absent ? null : delivery;
    }

    private static ArticleContent? ContentOf(ContentFacts? content, DistributorContext context) => content is null or { Images: [], Specifications: [] }
        ? null
        : new ArticleContent(content.Images, content.Specifications, content.Language, content.Source, context.ContentTime);

    private static Money? MoneyOf(decimal? amount, string currency) =>
        amount is { } known ? new Money(known, currency) : null;

    private static Dictionary<string, Provenance> ProvenanceOf(CatalogRow row, bool stockFileCounts)
    {
        var provenance = new Dictionary<string, Provenance>(StringComparer.Ordinal);
        foreach ((CatalogFields field, FieldOrigin origin) in stockFileCounts ? row.Origins.Concat(row.StockOrigins) : row.Origins)
        {
            provenance[CatalogFieldNames.Of(field)] = Provenance.Of(origin);
        }

        return provenance;
    }
}
