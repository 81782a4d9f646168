using Pipeline.Partners.Distributors.IngramMicro;

namespace Pipeline.Functions.Settings;

/// <summary>The distributor's web services: <c>Distributors__IngramMicro__Services__*</c>. Empty text is as good as none.</summary>
public sealed class ServicesSettings
{
    /// <summary>Address of the production services, <c>https://</c>.</summary>
    public string? Url { get; set; }

    /// <summary>Address of the test services, or null when <see cref="Url"/> is already theirs.</summary>
    public string? TestUrl { get; set; }

    /// <summary>Name of the profile of messages, or null for the distributor's own (<c>c1</c>).</summary>
    public string? Profile { get; set; }

    /// <summary><c>test</c> or <c>production</c>; null is test, so that nobody buys by forgetting a setting.</summary>
    public string? Environment { get; set; }

    /// <summary>User name.</summary>
    public string? UserName { get; set; }

    /// <summary>Password. Never printed.</summary>
    public string? Password { get; set; }

    /// <summary>Our customer number at the distributor.</summary>
    public string? CustomerNumber { get; set; }

    /// <summary>Country of the account, two letters; null is FR.</summary>
    public string? CountryCode { get; set; }

    /// <summary>Currency of the account, ISO 4217; null is EUR.</summary>
    public string? Currency { get; set; }

    /// <summary>Our party id, a GLN in C1; null for the customer number.</summary>
    public string? SenderId { get; set; }

    /// <summary>The distributor's party id, a GLN in C1.</summary>
    public string? ReceiverId { get; set; }

    /// <summary>Time for one call as <c>hh:mm:ss</c>, 1 second to 10 minutes; null is a minute.</summary>
    public string? Deadline { get; set; }

    /// <summary>Repeats of a call that may be repeated, 0 to 10; null is 3.</summary>
    public string? Retries { get; set; }

    /// <summary>Pause before the first repeat as <c>hh:mm:ss</c>, at most 30 seconds; null is 2 seconds.</summary>
    public string? RetryPause { get; set; }

    /// <summary>How long a price answer may be used again as <c>hh:mm:ss</c>, at most an hour; null is a minute.</summary>
    public string? PriceCache { get; set; }

    /// <summary>Lowest TLS version: <c>1.2</c>, <c>1.3</c>, or <c>system</c>; null is 1.2.</summary>
    public string? MinimumTls { get; set; }

    /// <summary>Whether the server may renegotiate, <c>true</c> or <c>false</c>; null is true.</summary>
    public string? AllowRenegotiation { get; set; }

    /// <summary>SHA-256 of the one certificate that is accepted, or null.</summary>
    public string? CertificateThumbprint { get; set; }

    /// <summary>Content type that takes the place of the profile's, with charset; or null.</summary>
    public string? ContentType { get; set; }

    /// <summary>Further headers of each call: <c>Headers__{name}</c>. Never printed. Empty ones are left out.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    /// <summary>Whether orders can be placed and prices asked for: there is an address for the environment.</summary>
    public bool IsConfigured => Given(Url) is not null || (Environment != "production" && Given(TestUrl) is not null);

    /// <summary>The settings as the connector takes them. They must have passed the check.</summary>
    public IngramMicroServices ToServices()
    {
        SettingFaults faults = new();
        IngramMicroServices services = new()
        {
            Url = Given(Url),
            TestUrl = Given(TestUrl),
            UserName = Given(UserName),
            Password = Given(Password),
            CustomerNumber = Given(CustomerNumber),
            SenderId = Given(SenderId),
            ReceiverId = Given(ReceiverId),
            CertificateThumbprint = Given(CertificateThumbprint),
            ContentType = Given(ContentType),
            Deadline = ServicesCheck.ReadDeadline(string.Empty, this, faults),
            Retries = ServicesCheck.ReadRetries(string.Empty, this, faults),
            RetryPause = ServicesCheck.ReadRetryPause(string.Empty, this, faults),
            PriceCache = ServicesCheck.ReadPriceCache(string.Empty, this, faults),
            Headers = Headers.Where(static header => header.Value.Length > 0).ToDictionary(StringComparer.OrdinalIgnoreCase),
        };
        services.Environment = Given(Environment) ?? services.Environment;
        services.Profile = Given(Profile) ?? services.Profile;
        services.CountryCode = Given(CountryCode)?.ToUpperInvariant() ?? services.CountryCode;
        services.Currency = Given(Currency)?.ToUpperInvariant() ?? services.Currency;
        services.MinimumTls = Given(MinimumTls) ?? services.MinimumTls;
        services.AllowRenegotiation = Given(AllowRenegotiation) is not { } allow || bool.Parse(allow);
        return services;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
