namespace Pipeline.Core.Orders.Progress;

/// <summary>Codes of the findings of <see cref="PurchaseProgress"/>.</summary>
public static class ProgressCodes
{
    /// <summary>A message line belongs to none of our lines; it may join when the Order Response brings the pairing.</summary>
    public const string LineUnmatched = "LINE_UNMATCHED";

    /// <summary>A message line could belong to several of our lines; the first was taken.</summary>
    public const string LineAmbiguous = "LINE_AMBIGUOUS";

    /// <summary>The line number is ours, the article is neither the one ordered nor a confirmed substitute.</summary>
    public const string SkuDiffers = "SKU_DIFFERS";

    /// <summary>Sales confirmed another article.</summary>
    public const string Substituted = "SUBSTITUTED";

    /// <summary>Sales confirmed another price than ours.</summary>
    public const string PriceDiffers = "PRICE_DIFFERS";

    /// <summary>A line that is not rejected has fewer pieces confirmed and back-ordered than requested.</summary>
    public const string ConfirmedShort = "CONFIRMED_SHORT";

    /// <summary>More pieces were despatched than ordered.</summary>
    public const string OverShipped = "OVER_SHIPPED";

    /// <summary>More pieces were billed than despatched.</summary>
    public const string OverInvoiced = "OVER_INVOICED";
}
