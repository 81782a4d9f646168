using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.Extensions.Options;
using Pipeline.Core.Channels;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Partners.Channels;

/// <summary>What every store has in settings, whatever its kind: <c>Stores__{store}__*</c>.</summary>
public sealed partial class StoreSettings : IValidatableObject
{
    private const string Codes = "[^,]+(,[^,]+)*";

    /// <summary>Kind of channel.</summary>
    public string? Kind { get; set; }

    /// <summary>What people call it; null is its code.</summary>
    public string? Name { get; set; }

    /// <summary>Root of the shop or marketplace.</summary>
    [Address("https")]
    public string? Url { get; set; }

    /// <summary><c>test</c> or <c>live</c>, until somebody chooses; null is test.</summary>
    [Form("test|live", "is '{0}'; expected is test or live.")]
    public string? Mode { get; set; }

    /// <summary>IANA id; null is Europe/Paris.</summary>
    [TimeZone]
    public string? TimeZone { get; set; }

    /// <summary>Currency of its prices; null is EUR.</summary>
    [Form("[A-Z]{3}", "is '{0}'; expected is a currency of three capital letters, such as EUR.")]
    public string? Currency { get; set; }

    /// <summary>Code of the sales channel that the default price is for.</summary>
    public string? Channel { get; set; }

    /// <summary>Codes of further sales channels, separated by commas.</summary>
    [Form(Codes, "is '{0}'; expected are codes separated by commas.")]
    public string? Channels { get; set; }

    /// <summary>Pieces that are never offered; null is 0.</summary>
    [WholeNumber(0, 1_000_000)]
    public string? SafetyStock { get; set; }

    /// <summary>Most days until an order leaves; null is 7.</summary>
    [WholeNumber(0, 44)]
    public string? LeadTimeMax { get; set; }

    /// <summary>How long an order may wait for its acceptance, at most 5 days; null is a day.</summary>
    [Duration("00:15:00", "5.00:00:00")]
    public string? AcceptWithin { get; set; }

    /// <summary><c>auto</c> or <c>manual</c>; null is auto.</summary>
    [Form("auto|manual", "is '{0}'; expected is auto or manual.")]
    public string? Acceptance { get; set; }

    /// <summary>How long a customer may wait for an answer; null is a day.</summary>
    [Duration("00:15:00", "10.00:00:00")]
    public string? ReplyWithin { get; set; }

    /// <summary>Orders created before are not taken: a day in the store's time zone, or an instant.</summary>
    public string? OrdersFrom { get; set; }

    /// <summary>Legal text of invoices.</summary>
    public string? LegalFooter { get; set; }

    /// <summary>VAT in percent that prices contain; null is 0, for prices without.</summary>
    public string? VatPercent { get; set; }

    /// <summary>Which articles become listings by themselves.</summary>
    [ValidateObjectMembers]
    public AssortmentSettings Assortment { get; set; } = new();

    /// <summary>What offers say that neither article nor listing does.</summary>
    [ValidateObjectMembers]
    public OfferSettings Offer { get; set; } = new();

    /// <summary>The store. The settings must have passed the check.</summary>
    public Store ToStore(string code)
    {
        string zone = TimeZone.Given() ?? "Europe/Paris";
        return new Store
        {
            Code = code,
            Kind = Kind.Given()!.ToLowerInvariant(),
            Name = Name.Given() ?? code,
            Url = Url.Given() is { } url ? new Uri(url) : null,
            Mode = Mode.Given() == "live" ? StoreMode.Live : StoreMode.Test,
            TimeZone = zone,
            Currency = Currency.Given() ?? "EUR",
            Channel = Channel.Given(),
            Channels = ListOf(Channels),
            SafetyStock = SafetyStock.ToNumber() ?? 0,
            LeadTimeMax = LeadTimeMax.ToNumber() ?? 7,
            AcceptWithin = AcceptWithin.ToDuration() ?? TimeSpan.FromDays(1),
            Acceptance = Acceptance.Given() == "manual" ? OrderAcceptance.Manual : OrderAcceptance.Auto,
            ReplyWithin = ReplyWithin.ToDuration() ?? TimeSpan.FromDays(1),
            OrdersFrom = OrdersFrom.Given() is { } from ? InstantOf(from, zone) : null,
            LegalFooter = LegalFooter.Given(),
            VatPercent = VatPercent.Given() is { } vat ? decimal.Parse(vat, CultureInfo.InvariantCulture) : 0,
            Assortment = Assortment.ToAssortment(),
            Defaults = Offer.ToDefaults(),
        };
    }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (OrdersFrom.Given() is { } from && InstantOf(from, TimeZoneInfo.Utc.Id) is null)
        {
            yield return validationContext.FaultOf(nameof(OrdersFrom), $"is '{from}'; expected is a day such as 2026-03-10, or an instant such as 2026-03-10T06:00:00Z.");
        }

        if (VatPercent.Given() is { } vat
            && !(decimal.TryParse(vat, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal percent) && percent <= 100))
        {
            yield return validationContext.FaultOf(nameof(VatPercent), $"is '{vat}'; expected is a number from 0 to 100, such as 20 or 5.5.");
        }
    }

    internal static IReadOnlyList<string> ListOf(string? codes) =>
        codes?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static DateTimeOffset? InstantOf(string text, string zone)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out TimeZoneInfo? found))
        {
            DateTime midnight = day.ToDateTime(TimeOnly.MinValue);
            return new DateTimeOffset(midnight, found.GetUtcOffset(midnight)).ToUniversalTime();
        }

        return text.EndsWith('Z') && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant)
            ? instant
            : null;
    }

    [OptionsValidator]
    internal sealed partial class Check : IValidateOptions<StoreSettings>;
}
