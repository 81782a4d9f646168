namespace Pipeline.Core.Orders.Messages.Reading;

/// <summary>Codes of <see cref="XmlFault"/>.</summary>
public static class XmlFaultCodes
{
    /// <summary>The body is empty.</summary>
    public const string Empty = "XML_EMPTY";

    /// <summary>The body has more bytes than the profile allows.</summary>
    public const string TooLarge = "XML_TOO_LARGE";

    /// <summary>The text has more characters than the profile allows, or one value has.</summary>
    public const string TooManyCharacters = "XML_TOO_MANY_CHARACTERS";

    /// <summary>Elements are nested deeper than the profile allows.</summary>
    public const string TooDeep = "XML_TOO_DEEP";

    /// <summary>There are more elements or attributes than the profile allows.</summary>
    public const string TooManyElements = "XML_TOO_MANY_ELEMENTS";

    /// <summary>There is a document type declaration: entities are never resolved.</summary>
    public const string DtdForbidden = "XML_DTD_FORBIDDEN";

    /// <summary>Bytes do not exist in the declared encoding, or the encoding is unknown.</summary>
    public const string Encoding = "XML_ENCODING";

    /// <summary>The syntax is broken, or the body ends too early.</summary>
    public const string NotWellFormed = "XML_NOT_WELL_FORMED";
}
