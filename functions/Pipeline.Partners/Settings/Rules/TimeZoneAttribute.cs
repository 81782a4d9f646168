namespace Pipeline.Partners.Settings.Rules;

/// <summary>The IANA id of a time zone.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TimeZoneAttribute : SettingAttribute
{
    /// <inheritdoc />
    protected override string? FaultOf(string text) => TimeZoneInfo.TryFindSystemTimeZoneById(text, out _)
        ? null
        : $"'{text}' is no time zone; expected is one like Europe/Paris.";
}
