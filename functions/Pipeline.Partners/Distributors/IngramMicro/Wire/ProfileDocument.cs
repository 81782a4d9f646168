namespace Pipeline.Partners.Distributors.IngramMicro.Wire;

/// <summary>The JSON of a profile. Every default is stated in <c>c1.json</c>; other profiles extend it.</summary>
internal sealed class ProfileDocument
{
    public string Name { get; set; } = string.Empty;

    /// <summary><c>soap11</c> or <c>none</c>, for what we send; both are read.</summary>
    public string Envelope { get; set; } = "none";

    /// <summary>Encoding of what we send; it is named in the XML declaration and the content type.</summary>
    public string Encoding { get; set; } = "UTF-8";

    /// <summary>Encoding of what we read whatever it declares, unless it is UTF-8 beyond doubt; or null to believe the declaration.</summary>
    public string? ReadEncoding { get; set; }

    public string ContentType { get; set; } = "text/xml";

    /// <summary>Namespaces a message may have; empty for any. Another one is a warning, never a failure.</summary>
    public List<string> Namespaces { get; set; } = [];

    /// <summary>IANA name of the zone of time stamps without offset.</summary>
    public string TimeZone { get; set; } = "Europe/Paris";

    public List<string> DateFormats { get; set; } = [];

    public List<string> TimeFormats { get; set; } = [];

    /// <summary><c>auto</c> (the last of comma and point is the mark), <c>point</c> or <c>comma</c>.</summary>
    public string Decimal { get; set; } = "auto";

    public string WriteDate { get; set; } = "yyyy-MM-dd";

    public string WriteTime { get; set; } = "yyyy-MM-dd'T'HH:mm:ss";

    public string WriteDecimal { get; set; } = "0.00##";

    /// <summary>Return codes below this number are successes.</summary>
    public int SuccessBelow { get; set; } = 20000;

    public int ItemsPerPriceCall { get; set; } = 20;

    /// <summary>Order statuses that end the whole order although they say that a part was accepted (BE reads PR so).</summary>
    public bool PartlyAcceptedMeansRejected { get; set; }

    public ReadLimits Limits { get; set; } = new();

    public OrderRules Order { get; set; } = new();

    /// <summary>Elements that only wrap a preamble and a message.</summary>
    public List<string> Wrappers { get; set; } = [];

    /// <summary>Elements that are preambles.</summary>
    public List<string> Preambles { get; set; } = [];

    /// <summary>Where credentials go: <c>preamble</c> or <c>usernameToken</c>.</summary>
    public string Credentials { get; set; } = "preamble";

    public FieldMap Preamble { get; set; } = new();

    public FieldMap Fault { get; set; } = new();

    public Dictionary<string, FieldMap> Messages { get; set; } = [];

    public Dictionary<string, Dictionary<string, string>> Codes { get; set; } = [];

    public Dictionary<string, ReturnCodeEntry> ReturnCodes { get; set; } = [];

    /// <summary>Words in a return message that stand for a code, where the family sends no code of its own.</summary>
    public Dictionary<string, string> MessageCodes { get; set; } = [];

    public List<TemplateNode> RequestPreamble { get; set; } = [];

    public Dictionary<string, RequestMap> Requests { get; set; } = [];
}
