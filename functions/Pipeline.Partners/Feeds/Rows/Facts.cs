using Pipeline.Core.Catalog;

namespace Pipeline.Partners.Feeds.Rows;

/// <summary>What the rows of one key say, by the kind of the feed: one of the three, or none.</summary>
internal readonly record struct Facts(PriceFacts? Price, StockFacts? Stock, CategoryPath? Category)
{
    public bool IsNone => Price is null && Stock is null && Category is null;

    /// <summary>Whether a stock is stated and nothing is there.</summary>
    public bool IsZeroStock => (Price, Stock) switch
    {
        ({ } price, _) => (price.Local, price.Central) is not (null, null) && (price.Local ?? 0) + (price.Central ?? 0) == 0,
        (_, { } stock) => stock.Local + (stock.Central ?? 0) == 0,
        _ => false,
    };

    /// <summary>The fields that differ.</summary>
    public static CatalogFields Difference(in Facts before, in Facts after) => (before, after) switch
    {
        ({ Price: { } old }, { Price: { } current }) => PriceFacts.Difference(old, current),
        ({ Stock: { } old }, { Stock: { } current }) => StockFacts.Difference(old, current),
        ({ Category: { } old }, { Category: { } current }) => old == current ? CatalogFields.None : CatalogFields.Category,
        _ => throw new InvalidOperationException("Facts of two kinds of feed cannot be compared."),
    };
}
