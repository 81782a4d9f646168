namespace Pipeline.Simulators.IngramMicro.Services.Wire;

/// <summary>One of the two wire formats of the same services.</summary>
internal sealed record WireFamily
{
    public const string Envelope = "http://schemas.xmlsoap.org/soap/envelope/";

    private const string CanonicalNamespace = "urn:canonical:ingram-micro:eu:c1";

    /// <summary>Profile name as in the reference.</summary>
    public required string Name { get; init; }

    /// <summary>Whether messages travel in a SOAP 1.1 envelope with a SOAPAction.</summary>
    public required bool IsSoap { get; init; }

    /// <summary>Whether the preamble must name sender and receiver by GLN.</summary>
    public required bool NamesParties { get; init; }

    /// <summary>Accepted values of TransactionClassifier.</summary>
    public required string[] Versions { get; init; }

    /// <summary>Encoding of what we write; null: that of the sample of each message.</summary>
    public string? Encoding { get; init; }

    /// <summary>SOAP 1.1, one namespace.</summary>
    public static WireFamily C1 { get; } = new()
    {
        Name = "c1", IsSoap = true, NamesParties = true, Versions = ["2.0"],
    };

    /// <summary>Plain XML in Latin-1, a namespace per transaction.</summary>
    public static WireFamily Genesis { get; } = new()
    {
        Name = "benelux-genesis", IsSoap = false, NamesParties = false, Versions = ["1.0", "2.0"], Encoding = "ISO-8859-1",
    };

    /// <summary>Namespace of a call, with the owner's misspelling.</summary>
    public string RequestNamespace(ServiceTransaction transaction) => IsSoap
        ? CanonicalNamespace
        : transaction switch
        {
            ServiceTransaction.PriceAndAvailability => "http://www.ingrammicro.com/pcg/in/PriceAndAvailibilityRequest",
            ServiceTransaction.OrderCreate => "http://www.ingrammicro.com/pcg/in/OrderCreateRequest",
            ServiceTransaction.OrderInquiry => "http://www.ingrammicro.com/pcg/in/OrderInquiryRequest",
            _ => throw new ArgumentOutOfRangeException(nameof(transaction), transaction, null),
        };

    /// <summary>Namespace of what Ingram Micro sends; for Genesis none was ever seen, so the calls' pattern is continued (own assumption).</summary>
    public string SentNamespace(ServiceTransaction transaction) => IsSoap
        ? CanonicalNamespace
        : $"http://www.ingrammicro.com/pcg/out/{transaction}";

    /// <summary>The header value of a transaction, with its quotes.</summary>
    public static string SoapAction(ServiceTransaction transaction) => $"\"urn:c1/{transaction}\"";

    /// <summary>Encoding of an answer or push: P&amp;A answers and advices are Latin-1 in the samples.</summary>
    public string EncodingOf(ServiceTransaction transaction) => Encoding
        ?? (transaction is ServiceTransaction.PriceAndAvailability or ServiceTransaction.DespatchAdvice ? "ISO-8859-1" : "UTF-8");
}
