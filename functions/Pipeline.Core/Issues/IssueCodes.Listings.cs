namespace Pipeline.Core.Issues;

public static partial class IssueCodes
{
#pragma warning disable CS1591 // As in IssueCodes.cs.
    public const string AttributeMissing = "ATTRIBUTE_MISSING";
    public const string ListingCategoryUnknown = "LISTING_CATEGORY_UNKNOWN";
    public const string ListingCategoryMissing = "LISTING_CATEGORY_MISSING";
    public const string ListingCategoryUnmapped = "LISTING_CATEGORY_UNMAPPED";
    public const string ProductFieldCount = "PRODUCT_FIELD_COUNT";
    public const string AttributeNotInList = "ATTRIBUTE_NOT_IN_LIST";
    public const string AttributeNotWhole = "ATTRIBUTE_NOT_WHOLE";
    public const string AttributeNotNumeric = "ATTRIBUTE_NOT_NUMERIC";
    public const string AttributeBreaksRule = "ATTRIBUTE_BREAKS_RULE";
    public const string ProductGtinInvalid = "PRODUCT_GTIN_INVALID";
    public const string ProductGtinTwice = "PRODUCT_GTIN_TWICE";
    public const string ProductTitleWords = "PRODUCT_TITLE_WORDS";
    public const string ProductVariantUnclear = "PRODUCT_VARIANT_UNCLEAR";
    public const string ProductKeyPoints = "PRODUCT_KEY_POINTS";
    public const string ProductImageCount = "PRODUCT_IMAGE_COUNT";
    public const string ProductImageAddress = "PRODUCT_IMAGE_ADDRESS";
    public const string ProductImageMissing = "PRODUCT_IMAGE_MISSING";
    public const string ProductImageFormat = "PRODUCT_IMAGE_FORMAT";
    public const string ProductImageSize = "PRODUCT_IMAGE_SIZE";
    public const string ProductImageWeight = "PRODUCT_IMAGE_WEIGHT";
    public const string OfferNumberInvalid = "OFFER_NUMBER_INVALID";
    public const string OfferProductUnknown = "OFFER_PRODUCT_UNKNOWN";
    public const string OfferUnknown = "OFFER_UNKNOWN";
    public const string OfferNumberTwice = "OFFER_NUMBER_TWICE";
    public const string OfferStateUnknown = "OFFER_STATE_UNKNOWN";
    public const string OfferNumberTaken = "OFFER_NUMBER_TAKEN";
    public const string OfferPriceInvalid = "OFFER_PRICE_INVALID";
    public const string OfferLogisticClassUnknown = "OFFER_LOGISTIC_CLASS_UNKNOWN";
    public const string OfferLeadTimeInvalid = "OFFER_LEAD_TIME_INVALID";
    public const string OfferDiscountDates = "OFFER_DISCOUNT_DATES";
    public const string OfferDiscountPrice = "OFFER_DISCOUNT_PRICE";
    public const string OfferSalesChannelUnknown = "OFFER_SALES_CHANNEL_UNKNOWN";
    public const string OfferWarehouseUnknown = "OFFER_WAREHOUSE_UNKNOWN";
    public const string OfferWarrantyInvalid = "OFFER_WARRANTY_INVALID";
    public const string OfferQuantityInvalid = "OFFER_QUANTITY_INVALID";
    public const string MarketplaceRefused = "MARKETPLACE_REFUSED";
    public const string ShopNotOpen = "SHOP_NOT_OPEN";
#pragma warning restore CS1591
}
