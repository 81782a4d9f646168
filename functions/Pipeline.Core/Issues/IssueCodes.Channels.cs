namespace Pipeline.Core.Issues;

public static partial class IssueCodes
{
#pragma warning disable CS1591 // As in IssueCodes.cs.
    public const string StoreUnknown = "STORE_UNKNOWN";
    public const string StoreNotReady = "STORE_NOT_READY";
    public const string StoreSettingMissing = "STORE_SETTING_MISSING";
    public const string StoreNotReached = "STORE_NOT_REACHED";
    public const string StoreWithoutListings = "STORE_WITHOUT_LISTINGS";
    public const string StoreNotTried = "STORE_NOT_TRIED";
    public const string StoreNotChecked = "STORE_NOT_CHECKED";
    public const string StoreModeOnly = "STORE_MODE_ONLY";
    public const string StoreTwinWriter = "STORE_TWIN_WRITER";
    public const string ListingUnknown = "LISTING_UNKNOWN";
    public const string ListingHeld = "LISTING_HELD";
    public const string ListingTwice = "LISTING_TWICE";
    public const string ListingLeadTime = "LISTING_LEAD_TIME";
    public const string OfferSkuInvalid = "OFFER_SKU_INVALID";
    public const string OfferSkuTaken = "OFFER_SKU_TAKEN";
    public const string OfferNoSource = "OFFER_NO_SOURCE";
    public const string OfferNoRule = "OFFER_NO_RULE";
    public const string OfferNoProduct = "OFFER_NO_PRODUCT";
    public const string OfferSoldOut = "OFFER_SOLD_OUT";
    public const string OfferInactive = "OFFER_INACTIVE";
    public const string OfferRejected = "OFFER_REJECTED";
    public const string OffersMassZero = "OFFERS_MASS_ZERO";
    public const string OffersMassDelete = "OFFERS_MASS_DELETE";
    public const string OffersMassReprice = "OFFERS_MASS_REPRICE";
    public const string OfferImportUnknown = "OFFER_IMPORT_UNKNOWN";
    public const string OfferChannelUnknown = "OFFER_CHANNEL_UNKNOWN";
    public const string OfferRulesInvalid = "OFFER_RULES_INVALID";
}
