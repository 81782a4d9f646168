using Microsoft.Extensions.Options;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Functions.Settings;

/// <summary>Settings of the log of exchanges with partners: <c>Exchanges__*</c>.</summary>
public sealed partial class ExchangeSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Exchanges";

    /// <summary>Days for which exchanges are kept; null is 30.</summary>
    [WholeNumber(1, 3650)]
    public string? RetentionDays { get; set; }

    /// <summary>Days for which failed exchanges are kept; null is 90.</summary>
    [WholeNumber(1, 3650)]
    public string? FailedRetentionDays { get; set; }

    /// <summary><see cref="RetentionDays"/> or its default.</summary>
    public TimeSpan Retention => TimeSpan.FromDays(RetentionDays.ToNumber() ?? 30);

    /// <summary><see cref="FailedRetentionDays"/> or its default.</summary>
    public TimeSpan FailedRetention => TimeSpan.FromDays(FailedRetentionDays.ToNumber() ?? 90);

    [OptionsValidator]
    internal sealed partial class Check : IValidateOptions<ExchangeSettings>;
}
