namespace Pipeline.Core.Catalog.Facts;

/// <summary>What a feed says of one article or category: facts of the kinds that it carries; null where it says nothing.</summary>
public readonly record struct FeedFacts
{
    /// <summary>The article; the default for a category.</summary>
    public DistributorSku Sku { get; init; }

    /// <summary>What the article is.</summary>
    public ProductFacts? Product { get; init; }

    /// <summary>What it costs.</summary>
    public PriceFacts? Price { get; init; }

    /// <summary>How many there are.</summary>
    public StockFacts? Stock { get; init; }

    /// <summary>Images and specifications.</summary>
    public ContentFacts? Content { get; init; }

    /// <summary>The category.</summary>
    public CategoryPath? Category { get; init; }

    /// <summary>Whether nothing is said.</summary>
    public bool IsNone => Product is null && Price is null && Stock is null && Content is null && Category is null;

    /// <summary>Whether a stock is stated and nothing is there, as far as it could be read.</summary>
    public bool IsZeroStock => Stock is { } stock
        && (stock.IsUnread || (stock.Local, stock.Central) is not (null, null)) && (stock.Local ?? 0) + (stock.Central ?? 0) == 0;

    /// <summary>Whether prices are stated and this one is zero or none.</summary>
    public bool IsZeroPrice => Price is { Price: null or <= 0 };

    /// <summary>The fields in which two states differ.</summary>
    public static CatalogFields Difference(in FeedFacts before, in FeedFacts after) =>
        Difference(before.Product, after.Product, CatalogFields.Product, ProductFacts.Difference)
        | Difference(before.Price, after.Price, CatalogFields.Prices, PriceFacts.Difference)
        | Difference(before.Stock, after.Stock, CatalogFields.Stocks, StockFacts.Difference)
        | Difference(before.Content, after.Content, CatalogFields.Content, static (a, b) => a == b ? CatalogFields.None : CatalogFields.Content)
        | Difference(before.Category, after.Category, CatalogFields.Category, static (a, b) => a == b ? CatalogFields.None : CatalogFields.Category)
        | ((after.Product is null && after.Price is null) || before.Sku.AsShown == after.Sku.AsShown ? CatalogFields.None : CatalogFields.Other);

    private static CatalogFields Difference<T>(T? before, T? after, CatalogFields all, Func<T, T, CatalogFields> compare)
        where T : class => (before, after) switch
        {
            (null, null) => CatalogFields.None,
            ({ } old, { } current) => compare(old, current),
            _ => all,
        };
}
