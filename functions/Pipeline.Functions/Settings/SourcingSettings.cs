using Microsoft.Extensions.Options;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Functions.Settings;

/// <summary>Settings of choosing between distributors: <c>Sourcing__*</c>.</summary>
public sealed partial class SourcingSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Sourcing";

    /// <summary>Age of a distributor's prices or stock above which its offers do not count, in hours; null is 48.</summary>
    [WholeNumber(1, 24 * 365)]
    public string? MaxAgeHours { get; set; }

    /// <summary><see cref="MaxAgeHours"/> or its default.</summary>
    public TimeSpan MaxAge => TimeSpan.FromHours(MaxAgeHours.ToNumber() ?? 48);

    [OptionsValidator]
    internal sealed partial class Check : IValidateOptions<SourcingSettings>;
}
