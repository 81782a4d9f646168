using Microsoft.Extensions.Options;
using Pipeline.Partners.Distributors.Intcomex.Settings;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Partners.Distributors.Intcomex;

/// <summary>Settings of the distributor Intcomex: <c>Distributors__Intcomex__*</c>.</summary>
public sealed partial class IntcomexSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Distributors:Intcomex";

    /// <summary>Time zone of the account, IANA id; its schedules and dates are read in it.</summary>
    [TimeZone]
    public string TimeZone { get; set => field = value.Given() ?? field; } = "America/Bogota";

    /// <summary>Currency of the account, ISO 4217: dollars, or that of the country.</summary>
    [Form("[A-Za-z]{3}", "'{0}' is no currency of three letters, such as USD.")]
    public string Currency { get; set => field = value.Given() ?? field; } = "USD";

    /// <summary>Units of a physical product up to which it is not offered; null is 2.</summary>
    [WholeNumber(0, 1_000_000)]
    public string? MinimumUnits { get; set; }

    /// <summary>The web services.</summary>
    [ValidateObjectMembers]
    public IntcomexServices Services { get; set; } = new();

    /// <summary>The feeds.</summary>
    [ValidateObjectMembers]
    public IntcomexFeeds Feeds { get; set; } = new();

    /// <summary>When orders are asked about.</summary>
    [ValidateObjectMembers]
    public PollingSettings Polling { get; set; } = new();

    /// <summary>What is compared with Intcomex's own list of orders.</summary>
    [ValidateObjectMembers]
    public ReconcileSettings Reconcile { get; set; } = new();

    /// <summary>What is done about an order whose answer was lost.</summary>
    [ValidateObjectMembers]
    public RecoverySettings Recovery { get; set; } = new();

    /// <summary><see cref="MinimumUnits"/> as a number.</summary>
    public int UnitsNotOffered => MinimumUnits.ToNumber() ?? 2;

    [OptionsValidator]
    internal sealed partial class Check : IValidateOptions<IntcomexSettings>;
}
