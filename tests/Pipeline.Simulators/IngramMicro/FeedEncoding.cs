namespace Pipeline.Simulators.IngramMicro;

/// <summary>Character encodings that the distributor's files come in.</summary>
public enum FeedEncoding
{
    /// <summary>Code page 1252, the usual one.</summary>
    Windows1252,

    /// <summary>UTF-8 without a byte order mark.</summary>
    Utf8,

    /// <summary>UTF-8 with a byte order mark.</summary>
    Utf8WithMark,

    /// <summary>ISO-8859-15. Typographic apostrophes and dashes do not exist there and become <c>?</c>.</summary>
    Iso885915,

    /// <summary>UTF-16, little endian, with a byte order mark.</summary>
    Utf16,
}
