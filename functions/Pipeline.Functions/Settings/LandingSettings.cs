using Microsoft.Extensions.Options;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Functions.Settings;

/// <summary>Settings of landed files: <c>Landing__*</c>.</summary>
public sealed partial class LandingSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Landing";

    /// <summary>Days for which landed files are kept; null is 90.</summary>
    [WholeNumber(1, 3650)]
    public string? RetentionDays { get; set; }

    /// <summary><see cref="RetentionDays"/> or its default.</summary>
    public TimeSpan Retention => TimeSpan.FromDays(RetentionDays.ToNumber() ?? 90);

    [OptionsValidator]
    internal sealed partial class Check : IValidateOptions<LandingSettings>;
}
