namespace Pipeline.Core.Orders.Life;

/// <summary>Our own codes of <see cref="OrderObstacle"/>; the distributor's codes stand beside them.</summary>
public static class OrderObstacleCodes
{
    /// <summary>No catalogue has the article.</summary>
    public const string ArticleUnknown = "ARTICLE_UNKNOWN";

    /// <summary>The article is in a catalogue, but nothing of it can be sold.</summary>
    public const string ArticleNotSellable = "ARTICLE_NOT_SELLABLE";

    /// <summary>The distributor is not configured.</summary>
    public const string DistributorUnknown = "DISTRIBUTOR_UNKNOWN";

    /// <summary>The purchase order number belongs to another order.</summary>
    public const string NumberTaken = "NUMBER_TAKEN";

    /// <summary>The live price is above the limit of the line.</summary>
    public const string PriceAboveLimit = "PRICE_ABOVE_LIMIT";

    /// <summary>The distributor gives no price.</summary>
    public const string NoPrice = "NO_PRICE";

    /// <summary>The distributor answers in another currency than the catalogue.</summary>
    public const string CurrencyDiffers = "CURRENCY_DIFFERS";

    /// <summary>The article is sold from stock only, and there is not enough.</summary>
    public const string DiscontinuedWithoutStock = "DISCONTINUED_WITHOUT_STOCK";

    /// <summary>The order must be shipped complete, and there is not enough stock.</summary>
    public const string StockShort = "STOCK_SHORT";

    /// <summary>The delivery address has been deleted.</summary>
    public const string AddressMissing = "ADDRESS_MISSING";

    /// <summary>A purchase order was refused while others go on.</summary>
    public const string PurchaseOrderRefused = "PURCHASE_ORDER_REFUSED";
}
