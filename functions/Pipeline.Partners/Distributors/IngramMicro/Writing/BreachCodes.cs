namespace Pipeline.Partners.Distributors.IngramMicro.Writing;

/// <summary>Codes of the checks before sending; nothing is cut and nothing is guessed.</summary>
public static class BreachCodes
{
    /// <summary>A field that the family demands has no value.</summary>
    public const string FieldMissing = "FIELD_MISSING";

    /// <summary>A text is longer than the family allows.</summary>
    public const string FieldTooLong = "FIELD_TOO_LONG";

    /// <summary>A name or street does not fit the lines of the address, even when split by words.</summary>
    public const string AddressTooLong = "ADDRESS_TOO_LONG";

    /// <summary>The street has no number, and the profile demands one.</summary>
    public const string HouseNumberMissing = "HOUSE_NUMBER_MISSING";

    /// <summary>The postal code does not fit the country.</summary>
    public const string PostcodeInvalid = "POSTCODE_INVALID";

    /// <summary>The account does not ship to the country.</summary>
    public const string CountryNotAllowed = "COUNTRY_NOT_ALLOWED";

    /// <summary>A character can neither be written in the target encoding nor be replaced.</summary>
    public const string CharacterUnsupported = "CHARACTER_UNSUPPORTED";

    /// <summary>No line, or more lines than the family allows.</summary>
    public const string LineCount = "LINE_COUNT";

    /// <summary>Two lines have the same number.</summary>
    public const string LineNumberTwice = "LINE_NUMBER_TWICE";

    /// <summary>A quantity is not above zero.</summary>
    public const string QuantityInvalid = "QUANTITY_INVALID";

    /// <summary>A price is not above zero.</summary>
    public const string PriceInvalid = "PRICE_INVALID";

    /// <summary>The message has more bytes than the family allows.</summary>
    public const string BodyTooLarge = "BODY_TOO_LARGE";
}
