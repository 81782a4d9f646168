using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Pipeline.Core.Currencies;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Functions.Settings;

/// <summary>Settings of exchange rates: <c>Currencies__*</c>.</summary>
public sealed partial class CurrencySettings : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Currencies";

    private const string Code = "[A-Z]{3}";

    /// <summary>The currency in which prices are compared; null is EUR.</summary>
    [Form(Code, "'{0}' is no currency of three capital letters.")]
    public string? Base { get; set; }

    /// <summary>Age above which a rate is stale, in hours; null is 96, which a week-end needs.</summary>
    [WholeNumber(1, 24 * 365)]
    public string? MaxAgeHours { get; set; }

    /// <summary>Rates by currency.</summary>
    public IDictionary<string, RateSettings> Rates { get; } = new Dictionary<string, RateSettings>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The file of rates.</summary>
    [ValidateObjectMembers]
    public RateFeedSettings Feed { get; set; } = new();

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach ((string currency, RateSettings rate) in Rates.Where(static rate => !rate.Value.IsEmpty))
        {
            if (currency.Length != 3 || !currency.All(char.IsAsciiLetter))
            {
                yield return validationContext.FaultOf($"Rates__{currency}", "is no currency of three letters.");
            }

            if (rate.Number is null)
            {
                yield return validationContext.FaultOf($"Rates__{currency}__{nameof(rate.Rate)}", $"is '{rate.Rate}'; expected is a number above 0, for example 1.0832.");
            }

            if (rate.Day is null)
            {
                yield return validationContext.FaultOf($"Rates__{currency}__{nameof(rate.Date)}", $"is '{rate.Date}'; expected is the day of the rate, for example 2026-03-10.");
            }
        }
    }

    /// <summary>What they say.</summary>
    public CurrencyTerms ToTerms() => new()
    {
        Base = Base.Given() ?? "EUR",
        MaxAge = TimeSpan.FromHours(MaxAgeHours.ToNumber() ?? 96),
        Rates = [.. Rates.Where(static rate => !rate.Value.IsEmpty).Select(static rate => new CurrencyRate(
            rate.Key.ToUpperInvariant(), rate.Value.Number!.Value, rate.Value.Day!.Value, CurrencyRate.FromSettings))],
    };

    [OptionsValidator]
    internal sealed partial class Check : IValidateOptions<CurrencySettings>;
}
