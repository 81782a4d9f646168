using Microsoft.Extensions.Options;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Functions.Settings;

/// <summary>Settings of change sets: <c>Changes__*</c>.</summary>
public sealed partial class ChangeSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Changes";

    /// <summary>Days for which change sets are kept and their announcements wait; null is 30.</summary>
    [WholeNumber(1, 3650)]
    public string? RetentionDays { get; set; }

    /// <summary><see cref="RetentionDays"/> or its default.</summary>
    public TimeSpan Retention => TimeSpan.FromDays(RetentionDays.ToNumber() ?? 30);

    [OptionsValidator]
    internal sealed partial class Check : IValidateOptions<ChangeSettings>;
}
