namespace Pipeline.Core.Catalog;

/// <summary>Makes the entry that users see from what the distributor's files say.</summary>
/// <remarks>
/// Stock comes from the younger of price file and stock file; a delivery before the date of the file that names it is
/// past; an article missing from the price file has no stock. Pure: the same row and context give the
/// same entry.
/// </remarks>
public static class CatalogMerge
{
    /// <summary>Merges one row.</summary>
    /// <returns>Null when only a stock file has named the article: it joins when a price file brings it.</returns>
    public static CatalogEntry? Merge(CatalogRow row, DistributorContext context)
    {
        if (row.Price is not { } price)
        {
            return null;
        }

        bool stockFileCounts = StockFileCounts(row, context);
        string? reason = NotSellableReason(row.Inactive, price.Price);
        return new CatalogEntry
        {
            Distributor = row.Distributor,
            Sku = row.Sku,
            SkuAsShown = price.Sku.AsShown,
            Mpn = price.Mpn,
            Gtin = price.Gtin,
            Brand = price.Brand,
            Description = price.Description,
            LongDescription = price.LongDescription,
            Category = context.Categories.Join(price.Category),
            Price = MoneyOf(price.Price, price.Currency),
            RetailPrice = MoneyOf(price.RetailPrice, price.Currency),
            Fees = price.Fees,
            VatPercent = price.VatPercent,
            Stock = Stock(row, price, stockFileCounts, context.IncludeCentral),
            NextDelivery = NextDelivery(row, price, stockFileCounts, context),
            Dimensions = price.Dimensions,
            Flags = price.Flags,
            Active = !row.Inactive,
            Sellable = reason is null,
            NotSellableReason = reason,
            Freshness = new Freshness(context.PriceFileTime, context.StockFileTime),
            Provenance = ProvenanceOf(row, stockFileCounts),
            Version = row.PriceSequence + row.StockSequence + context.Categories.Version,
            ChangedAt = row.ChangedAt,
        };
    }

    private static bool StockFileCounts(CatalogRow row, DistributorContext context)
    {
        if (row.Stock is null)
        {
            return false;
        }

        DateTimeOffset? stated = row.StockSeenAt ?? context.StockFileTime;
        return row.Price?.Local is null || context.PriceFileTime is null || stated >= context.PriceFileTime;
    }

    private static CatalogStock Stock(CatalogRow row, PriceFacts price, bool stockFileCounts, bool includeCentral)
    {
        if (row.Absent || (stockFileCounts && row.StockExpired))
        {
            return new CatalogStock(0, 0, 0, []);
        }

        int local = stockFileCounts ? row.Stock!.Local : price.Local ?? 0;
        int central = (stockFileCounts ? row.Stock!.Central : null) ?? price.Central ?? 0;
        IReadOnlyList<PlantStock> plants = stockFileCounts ? StockFilePlants(row.Stock!, price) : price.Plants;
        return new CatalogStock(includeCentral ? local + central : local, local, central, plants);
    }

    // A stock file without plants still tells the plant's quantity where the article has only one.
    private static IReadOnlyList<PlantStock> StockFilePlants(StockFacts stock, PriceFacts price) => stock.Plants.Count > 0
        ? stock.Plants
        : price.Plants.Count == 1 ? [new PlantStock(price.Plants[0].Plant, stock.Local)] : [];

    private static Delivery? NextDelivery(
        CatalogRow row, PriceFacts price, bool stockFileCounts, DistributorContext context)
    {
        Delivery? delivery = stockFileCounts ? row.Stock!.NextDelivery : price.NextDelivery;
        DateTimeOffset? fileTime = stockFileCounts ? row.StockSeenAt ?? context.StockFileTime : context.PriceFileTime;
        bool past = fileTime is { } time && delivery?.Date < DateOnly.FromDateTime(time.UtcDateTime);
        return past || row.Absent ? null : delivery;
    }

    internal static string? NotSellableReason(bool isInactive, decimal? price) => price switch
    {
        _ when isInactive => "INACTIVE",
        null => "NO_PRICE",
        <= 0 => "ZERO_PRICE",
        _ => null,
    };

    internal static Money? MoneyOf(decimal? amount, string currency) =>
        amount is { } known ? new Money(known, currency) : null;

    private static Dictionary<string, Provenance> ProvenanceOf(CatalogRow row, bool stockFileCounts)
    {
        var provenance = new Dictionary<string, Provenance>(StringComparer.Ordinal);
        foreach ((CatalogFields field, FieldOrigin origin) in row.Origins)
        {
            bool fromStockFile = stockFileCounts && field is (CatalogFields.Stock or CatalogFields.NextDelivery);
            FieldOrigin counted = fromStockFile ? row.StockOrigins.GetValueOrDefault(field, origin) : origin;
            provenance[CatalogFieldNames.Of(field)] =
                new Provenance(counted.File, counted.Row.Line, counted.Row.FirstByte, counted.Row.LastByte);
        }

        return provenance;
    }
}

/// <summary>What the whole catalogue of one distributor has in common at the moment of reading.</summary>
public sealed record DistributorContext
{
    /// <summary>Time of the last accepted price file, or null.</summary>
    public DateTimeOffset? PriceFileTime { get; init; }

    /// <summary>Time of the last accepted stock file, or null.</summary>
    public DateTimeOffset? StockFileTime { get; init; }

    /// <summary>Whether available stock includes the central warehouse.</summary>
    public bool IncludeCentral { get; init; }

    /// <summary>The categories that the distributor's category files named.</summary>
    public CategoryTree Categories { get; init; } = CategoryTree.Empty;
}
