using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.Extensions.Options;
using Pipeline.Partners.Distributors.Intcomex.Calls;
using Pipeline.Partners.Distributors.Intcomex.Orders;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Partners.Distributors.Intcomex.Settings;

/// <summary>Intcomex Web Services: <c>Distributors__Intcomex__Services__*</c>. Empty text is as good as none.</summary>
public sealed class IntcomexServices : IValidatableObject
{
    private const string ProductionHost = "intcomex-prod.apigee.net";
    private const string TestHost = "intcomex-test.apigee.net";

    /// <summary>Address with the version, <c>https://</c>; null is Intcomex's own for the environment.</summary>
    [Address("https")]
    public string? Url { get; set; }

    /// <summary>Our public key. Never printed.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Our private key: calls are signed with it, and it is never sent. Never printed.</summary>
    public string? AccessKey { get; set; }

    /// <summary><c>test</c> or <c>production</c>; null is test, so that nobody buys by forgetting a setting.</summary>
    [Form("test|production", "'{0}' is neither test nor production.")]
    public string? Environment { get; set; }

    /// <summary>Where Intcomex delivers: <c>ShipTo__{n}__*</c>. To any other address it does not.</summary>
    [ValidateEnumeratedItems]
    public List<ShipToSettings> ShipTo { get; } = [];

    /// <summary>Whether the keys are there.</summary>
    public bool IsConfigured => ApiKey.Given() is not null && AccessKey.Given() is not null;

    /// <summary>Whether anything is there: then keys that are missing were forgotten.</summary>
    public bool IsBegun => (Url.Given() ?? ApiKey.Given() ?? AccessKey.Given() ?? Environment.Given()) is not null || ShipTo.Exists(static place => place.IsGiven);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        bool isProduction = Environment.Given() == "production";
        if (Uri.TryCreate(Url.Given(), UriKind.Absolute, out Uri? url)
            && url.Host.Equals(isProduction ? TestHost : ProductionHost, StringComparison.OrdinalIgnoreCase))
        {
            yield return validationContext.FaultOf(
                nameof(Environment), $"is {(isProduction ? "production" : "test")}, and {nameof(Url)} leads to {url.Host}, which is the other one.");
        }
    }

    /// <summary>The account as the client takes it. The settings must have passed the check, and hold the keys.</summary>
    internal IwsAccount ToAccount()
    {
        string url = Url.Given() ?? $"https://{(Environment.Given() == "production" ? ProductionHost : TestHost)}/v1/";
        return new() { Url = new Uri(url.EndsWith('/') ? url : $"{url}/"), ApiKey = ApiKey.Given()!, AccessKey = AccessKey.Given()! };
    }

    /// <summary>The addresses as orders are matched with them.</summary>
    internal IReadOnlyList<ShipToPlace> ToPlaces() => [.. ShipTo.Where(static place => place.IsGiven).Select(static place => new ShipToPlace(
        place.AddressId.Given() is { } id ? long.Parse(id, CultureInfo.InvariantCulture) : null,
        place.LocationId.Given(),
        place.Street.Given() ?? string.Empty,
        place.PostalCode.Given() ?? string.Empty,
        place.City.Given() ?? string.Empty,
        place.Country.Given() ?? string.Empty))];
}
