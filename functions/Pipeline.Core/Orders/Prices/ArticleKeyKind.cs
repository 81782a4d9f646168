namespace Pipeline.Core.Orders.Prices;

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
