namespace Pipeline.Core.Orders.Intake;

/// <summary>Codes of <see cref="OrderFault"/>.</summary>
public static class OrderFaultCodes
{
    /// <summary>A member of a name that orders do not have.</summary>
    public const string MemberUnknown = "MEMBER_UNKNOWN";

    /// <summary>A member that must be there is absent, null or blank.</summary>
    public const string ValueMissing = "VALUE_MISSING";

    /// <summary>A value of another JSON type, for example a text where a number is expected.</summary>
    public const string TypeWrong = "TYPE_WRONG";

    /// <summary>A text is longer than any distributor takes.</summary>
    public const string TextTooLong = "TEXT_TOO_LONG";

    /// <summary>A text holds a control character.</summary>
    public const string CharacterNotAllowed = "CHARACTER_NOT_ALLOWED";

    /// <summary>The channel is no code of small letters, digits and dashes.</summary>
    public const string ChannelInvalid = "CHANNEL_INVALID";

    /// <summary>The country is no ISO 3166 code of two letters.</summary>
    public const string CountryUnknown = "COUNTRY_UNKNOWN";

    /// <summary>A mail address without an at sign.</summary>
    public const string MailInvalid = "MAIL_INVALID";

    /// <summary>More lines of the street than an address has.</summary>
    public const string StreetTooLong = "STREET_TOO_LONG";

    /// <summary>A date that is none, or is written another way than <c>yyyy-MM-dd</c>.</summary>
    public const string DateInvalid = "DATE_INVALID";

    /// <summary>A day of delivery that is past.</summary>
    public const string DatePast = "DATE_PAST";

    /// <summary>The shipment is neither <c>partial</c> nor <c>complete</c>.</summary>
    public const string ShipmentUnknown = "SHIPMENT_UNKNOWN";

    /// <summary>No line, or more than 200.</summary>
    public const string LineCount = "LINE_COUNT";

    /// <summary>A line number that is not 1 to 999.</summary>
    public const string LineNumberInvalid = "LINE_NUMBER_INVALID";

    /// <summary>Two lines have the same number.</summary>
    public const string LineNumberTwice = "LINE_NUMBER_TWICE";

    /// <summary>A quantity that is no whole number from 1 to 999,999.</summary>
    public const string QuantityInvalid = "QUANTITY_INVALID";

    /// <summary>A price that is not above zero, or absurdly high.</summary>
    public const string PriceInvalid = "PRICE_INVALID";

    /// <summary>A line that names no article.</summary>
    public const string ArticleMissing = "ARTICLE_MISSING";

    /// <summary>A line that names its article by several keys.</summary>
    public const string ArticleAmbiguous = "ARTICLE_AMBIGUOUS";

    /// <summary>A text that cannot be an article number.</summary>
    public const string SkuInvalid = "SKU_INVALID";

    /// <summary>A text that is no GTIN, or one with a wrong check digit.</summary>
    public const string GtinInvalid = "GTIN_INVALID";

    /// <summary>Brand without part number, or part number without brand.</summary>
    public const string BrandAndPartNumber = "BRAND_AND_MPN";

    /// <summary>A distributor that is not there.</summary>
    public const string DistributorUnknown = "DISTRIBUTOR_UNKNOWN";

    /// <summary>A purchase order number with other characters than <c>A-Z 0-9 -</c>, or more than 18.</summary>
    public const string PurchaseOrderNumberInvalid = "PURCHASE_ORDER_NUMBER_INVALID";

    /// <summary>An order that was placed elsewhere is real: it cannot be a test.</summary>
    public const string TestImpossible = "TEST_IMPOSSIBLE";
}
