namespace Pipeline.Core.Orders.Prices;

/// <summary>One item of a P&amp;A enquiry.</summary>
/// <param name="Article">What to look up.</param>
/// <param name="Quantity">Pieces wanted, above 0: the price depends on it.</param>
public readonly record struct PriceQuery(ArticleKey Article, int Quantity);

/// <summary>One search key; a P&amp;A item has exactly one.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">Its text; a SKU without leading zeros.</param>
public readonly record struct ArticleKey(ArticleKeyKind Kind, string Value)
{
    /// <summary>A key that is the distributor's article number.</summary>
    public static ArticleKey OfSku(string sku) => new(ArticleKeyKind.Sku, sku);

    /// <summary>A key that is the maker's part number.</summary>
    public static ArticleKey OfManufacturerPartNumber(string partNumber) => new(ArticleKeyKind.ManufacturerPartNumber, partNumber);

    /// <summary>A key that is an EAN or UPC.</summary>
    public static ArticleKey OfGtin(string gtin) => new(ArticleKeyKind.Gtin, gtin);
}

/// <summary>What an article is looked up by.</summary>
public enum ArticleKeyKind
{
    /// <summary>The distributor's article number: the only key that names exactly one article.</summary>
    Sku,

    /// <summary>The maker's part number; may match several articles.</summary>
    ManufacturerPartNumber,

    /// <summary>EAN or UPC; may match several articles.</summary>
    Gtin,
}
