namespace Pipeline.Simulators.IngramMicro;

/// <summary>The form of a price file.</summary>
public sealed record PriceFileOptions
{
    /// <summary>Encoding. Default windows-1252.</summary>
    public FeedEncoding Encoding { get; init; } = FeedEncoding.Windows1252;

    /// <summary>Line end. Default CRLF.</summary>
    public string LineEnd { get; init; } = "\r\n";

    /// <summary>ISO country code that plants begin with. Default FR.</summary>
    public string Country { get; init; } = "FR";
}
