using System.Globalization;

namespace Pipeline.Partners.Settings.Rules;

/// <summary>A time span as <c>hh:mm:ss</c>, both bounds included.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationAttribute(string from, string to) : SettingAttribute
{
    /// <summary>Shortest time.</summary>
    public string From => from;

    /// <summary>Longest time.</summary>
    public string To => to;

    // A bare number would be read as days.
    /// <inheritdoc />
    protected override string? FaultOf(string text) => text.Contains(':', StringComparison.Ordinal)
        && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan value)
        && value >= TimeSpan.Parse(from, CultureInfo.InvariantCulture) && value <= TimeSpan.Parse(to, CultureInfo.InvariantCulture)
        ? null
        : $"is '{text}'; expected are hours, minutes and seconds from {from} to {to}.";
}
