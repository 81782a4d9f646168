namespace Pipeline.Core.Issues;

public static partial class IssueCodes
{
#pragma warning disable CS1591 // As in IssueCodes.cs.
    public const string ArticleUnknown = "ARTICLE_UNKNOWN";
    public const string ArticleNotSellable = "ARTICLE_NOT_SELLABLE";
    public const string ArticleNotOffered = "ARTICLE_NOT_OFFERED";
    public const string ProductAmbiguous = "PRODUCT_AMBIGUOUS";
    public const string PurchaseOrderNumberTaken = "PURCHASE_ORDER_NUMBER_TAKEN";
    public const string PriceAboveLimit = "PRICE_ABOVE_LIMIT";
    public const string CurrencyDiffers = "CURRENCY_DIFFERS";
    public const string CurrenciesMixed = "CURRENCIES_MIXED";
    public const string DiscontinuedWithoutStock = "DISCONTINUED_WITHOUT_STOCK";
    public const string StockShort = "STOCK_SHORT";
    public const string AddressMissing = "ADDRESS_MISSING";
    public const string PurchaseOrderRefused = "PURCHASE_ORDER_REFUSED";
    public const string ResponseOverdue = "RESPONSE_OVERDUE";
    public const string HoldOverdue = "HOLD_OVERDUE";
    public const string CancelledByDistributor = "CANCELLED_BY_DISTRIBUTOR";
    public const string FollowEnded = "FOLLOW_ENDED";
    public const string PlacementUnknown = "PLACEMENT_UNKNOWN";
    public const string Corrected = "CORRECTED";
    public const string LineUnmatched = "LINE_UNMATCHED";
    public const string LineAmbiguous = "LINE_AMBIGUOUS";
    public const string SkuDiffers = "SKU_DIFFERS";
    public const string Substituted = "SUBSTITUTED";
    public const string PriceDiffers = "PRICE_DIFFERS";
    public const string ConfirmedShort = "CONFIRMED_SHORT";
    public const string OverShipped = "OVER_SHIPPED";
    public const string OverInvoiced = "OVER_INVOICED";
    public const string FieldRequired = "FIELD_REQUIRED";
    public const string FieldTooLong = "FIELD_TOO_LONG";
    public const string AddressTooLong = "ADDRESS_TOO_LONG";
    public const string HouseNumberMissing = "HOUSE_NUMBER_MISSING";
    public const string PostcodeInvalid = "POSTCODE_INVALID";
    public const string CountryNotAllowed = "COUNTRY_NOT_ALLOWED";
    public const string CharacterUnsupported = "CHARACTER_UNSUPPORTED";
    public const string MessageTooLarge = "MESSAGE_TOO_LARGE";

    public const string Credit = "CREDIT";
    public const string CustomerHold = "CUSTOMER_HOLD";
    public const string RejectedBefore = "REJECTED_BEFORE";
    public const string NoDistributorLeft = "NO_DISTRIBUTOR_LEFT";
    public const string BoughtTwice = "BOUGHT_TWICE";
    public const string EnvironmentTest = "ENVIRONMENT_TEST";
    public const string OfferStale = "OFFER_STALE";
    public const string RateMissing = "RATE_MISSING";
    public const string RateStale = "RATE_STALE";
    public const string RatesUnreadable = "RATES_UNREADABLE";
    public const string SourcingRuleUnknown = "SOURCING_RULE_UNKNOWN";
    public const string SourcingRulesInvalid = "SOURCING_RULES_INVALID";
    public const string FreightInvalid = "FREIGHT_INVALID";
}
