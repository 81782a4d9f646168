using System.ComponentModel.DataAnnotations;
using System.Net.Http.Headers;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Partners.Distributors.IngramMicro;

/// <summary>The distributor's web services: <c>Distributors__IngramMicro__Services__*</c>. Empty text is as good as none.</summary>
public sealed class ServicesSettings : IValidatableObject
{
    /// <summary>Address of the production services, <c>https://</c>.</summary>
    [Address("https")]
    public string? Url { get; set; }

    /// <summary>Address of the test services, or null when <see cref="Url"/> is already theirs.</summary>
    [Address("https")]
    public string? TestUrl { get; set; }

    /// <summary>Name of the profile of messages, or null for the distributor's own (<c>c1</c>).</summary>
    public string? Profile { get; set; }

    /// <summary><c>test</c> or <c>production</c>; null is test, so that nobody buys by forgetting a setting.</summary>
    [Form("test|production", "'{0}' is neither test nor production.")]
    public string? Environment { get; set; }

    /// <summary>User name.</summary>
    public string? UserName { get; set; }

    /// <summary>Password. Never printed.</summary>
    public string? Password { get; set; }

    /// <summary>Our customer number at the distributor.</summary>
    public string? CustomerNumber { get; set; }

    /// <summary>Country of the account, two letters; null is FR.</summary>
    [Form("[A-Za-z]{2}", "'{0}' is no country of two letters, such as FR.")]
    public string? CountryCode { get; set; }

    /// <summary>Currency of the account, ISO 4217; null is EUR.</summary>
    [Form("[A-Za-z]{3}", "'{0}' is no currency of three letters, such as EUR.")]
    public string? Currency { get; set; }

    /// <summary>Our party id, a GLN in C1; null for the customer number.</summary>
    public string? SenderId { get; set; }

    /// <summary>The distributor's party id, a GLN in C1.</summary>
    public string? ReceiverId { get; set; }

    /// <summary>Time for one call as <c>hh:mm:ss</c>, 1 second to 10 minutes; null is a minute.</summary>
    [Duration("00:00:01", "00:10:00")]
    public string? Deadline { get; set; }

    /// <summary>Repeats of a call that may be repeated, 0 to 10; null is 3.</summary>
    [WholeNumber(0, 10)]
    public string? Retries { get; set; }

    /// <summary>Pause before the first repeat as <c>hh:mm:ss</c>, at most 30 seconds; null is 2 seconds.</summary>
    [Duration("00:00:00.0010000", "00:00:30")]
    public string? RetryPause { get; set; }

    /// <summary>How long a price answer may be used again as <c>hh:mm:ss</c>, at most an hour; null is a minute.</summary>
    [Duration("00:00:00", "01:00:00")]
    public string? PriceCache { get; set; }

    /// <summary>Lowest TLS version: <c>1.2</c>, <c>1.3</c>, or <c>system</c>; null is 1.2.</summary>
    [Form("1\\.2|1\\.3|system", "'{0}' is none of 1.2, 1.3 and system.")]
    public string? MinimumTls { get; set; }

    /// <summary>Whether the server may renegotiate, <c>true</c> or <c>false</c>; null is true.</summary>
    [Form("(?i:true|false)", "'{0}' is neither true nor false.")]
    public string? AllowRenegotiation { get; set; }

    /// <summary>SHA-256 of the one certificate that is accepted, or null.</summary>
    [Thumbprint]
    public string? CertificateThumbprint { get; set; }

    /// <summary>Content type that takes the place of the profile's, with charset; or null.</summary>
    public string? ContentType { get; set; }

    /// <summary>Further headers of each call: <c>Headers__{name}</c>. Never printed. Empty ones are left out.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    /// <summary>Whether orders can be placed and prices asked for: there is an address for the environment.</summary>
    public bool IsConfigured => Url.Given() is not null || (Environment.Given() != "production" && TestUrl.Given() is not null);

    /// <summary>The settings as the connector takes them. They must have passed the check.</summary>
    public IngramMicroAccountOptions ToServices()
    {
        IngramMicroAccountOptions services = new()
        {
            Url = Url.Given(),
            TestUrl = TestUrl.Given(),
            UserName = UserName.Given(),
            Password = Password.Given(),
            CustomerNumber = CustomerNumber.Given(),
            SenderId = SenderId.Given(),
            ReceiverId = ReceiverId.Given(),
            CertificateThumbprint = CertificateThumbprint.Given(),
            ContentType = ContentType.Given(),
            Headers = Headers.Where(static header => header.Value.Length > 0).ToDictionary(StringComparer.OrdinalIgnoreCase),
        };
        services.Environment = Environment.Given() ?? services.Environment;
        services.Profile = Profile.Given() ?? services.Profile;
        services.CountryCode = CountryCode.Given()?.ToUpperInvariant() ?? services.CountryCode;
        services.Currency = Currency.Given()?.ToUpperInvariant() ?? services.Currency;
        services.Deadline = Deadline.ToDuration() ?? services.Deadline;
        services.Retries = Retries.ToNumber() ?? services.Retries;
        services.RetryPause = RetryPause.ToDuration() ?? services.RetryPause;
        services.PriceCache = PriceCache.ToDuration() ?? services.PriceCache;
        services.MinimumTls = MinimumTls.Given() ?? services.MinimumTls;
        services.AllowRenegotiation = AllowRenegotiation.Given() is not { } allow || bool.Parse(allow);
        return services;
    }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Environment.Given() == "production" && TestUrl.Given() is not null && Url.Given() is null)
        {
            yield return validationContext.FaultOf(nameof(Url), "is missing, although Environment is production and TestUrl is set.");
        }

        if (ContentType.Given() is { } type && !MediaTypeHeaderValue.TryParse(type, out _))
        {
            yield return validationContext.FaultOf(
                nameof(ContentType), $"'{type}' is no content type such as text/xml; charset=utf-8.");
        }

        using HttpRequestMessage probe = new();
        foreach ((string name, string value) in Headers)
        {
            if (value.Length > 0 && (value.AsSpan().ContainsAny('\r', '\n') || !probe.Headers.TryAddWithoutValidation(name, value)))
            {
                yield return validationContext.FaultOf($"{nameof(Headers)}__{name}", "cannot be a header of a request.");
            }
        }
    }
}
