namespace Pipeline.Partners.Distributors.IngramMicro;

/// <summary>Settings <c>Distributors:IngramMicro:Services</c>.</summary>
public sealed class IngramMicroAccountOptions
{
    /// <summary>Address of the production services; HTTPS, or plain HTTP on this machine.</summary>
    public string? Url { get; set; }

    /// <summary>Address of the test services, or null when <see cref="Url"/> is already theirs.</summary>
    public string? TestUrl { get; set; }

    /// <summary><c>test</c> or <c>production</c>; default <c>test</c>, so that nobody buys by forgetting a setting.</summary>
    public string Environment { get; set; } = "test";

    /// <summary>Wire profile: <c>c1</c>, <c>benelux-genesis</c>, or the name of an override.</summary>
    public string Profile { get; set; } = "c1";

    /// <summary>Login of the services.</summary>
    public string? UserName { get; set; }

    /// <summary>Password of the services; never logged.</summary>
    public string? Password { get; set; }

    /// <summary>Our account at Ingram Micro.</summary>
    public string? CustomerNumber { get; set; }

    /// <summary>Country of the account, ISO 3166 alpha-2.</summary>
    public string CountryCode { get; set; } = "FR";

    /// <summary>Currency of the account, ISO 4217.</summary>
    public string Currency { get; set; } = "EUR";

    /// <summary>Our party id, a GLN in C1; null for the customer number.</summary>
    public string? SenderId { get; set; }

    /// <summary>Ingram Micro's party id, a GLN in C1.</summary>
    public string? ReceiverId { get; set; }

    /// <summary>Time for one call, from the first byte sent to the last byte received; default 60 seconds.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Repeats of a call that may be repeated, after the first try; default 3.</summary>
    public int Retries { get; set; } = 3;

    /// <summary>Pause before the first repeat, doubled each time with jitter; default 2 seconds, never above 30.</summary>
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a price answer may be used again; default 60 seconds.</summary>
    public TimeSpan PriceCache { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Lowest TLS version: <c>1.2</c> (default), <c>1.3</c>, or <c>system</c> for the machine's policy.</summary>
    public string MinimumTls { get; set; } = "1.2";

    /// <summary>
    /// Whether the server may renegotiate (default yes). The 2024 gateway needed <i>legacy</i> renegotiation, which OpenSSL 3
    /// allows only by its own configuration (<c>Options = UnsafeLegacyRenegotiation</c>), or behind a reverse proxy.
    /// </summary>
    public bool AllowRenegotiation { get; set; } = true;

    /// <summary>SHA-256 of the server's certificate that is accepted alone, or null for the machine's trust.</summary>
    public string? CertificateThumbprint { get; set; }

    /// <summary>Content type that takes the place of the profile's, with charset; or null.</summary>
    public string? ContentType { get; set; }

    /// <summary>Further headers of each call, for gateways with wishes of their own.</summary>
    public Dictionary<string, string> Headers { get; set; } = [];

    /// <summary>The address calls go to.</summary>
    /// <exception cref="FormatException">No address, or not HTTPS although it leaves this machine; the message names the setting.</exception>
    public Uri Endpoint()
    {
        bool isTest = !string.Equals(Environment, "production", StringComparison.OrdinalIgnoreCase);
        if (isTest && !string.Equals(Environment, "test", StringComparison.OrdinalIgnoreCase))
        {
            throw new FormatException($"Services:Environment is '{Environment}'; test or production is expected.");
        }

        string? text = isTest ? TestUrl ?? Url : Url;
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            ? uri
            : throw new FormatException(
                "Services:Url (or TestUrl) must be an https address; plain http is accepted on this machine only, since the password travels in the message.");
    }
}
