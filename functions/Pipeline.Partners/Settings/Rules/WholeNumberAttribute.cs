using System.Globalization;

namespace Pipeline.Partners.Settings.Rules;

/// <summary>A whole number, both bounds included.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WholeNumberAttribute(int from, int to) : SettingAttribute
{
    /// <summary>Lowest number.</summary>
    public int From => from;

    /// <summary>Highest number.</summary>
    public int To => to;

    /// <inheritdoc />
    protected override string? FaultOf(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= from && value <= to
            ? null
            : $"is '{text}'; expected is a whole number from {from} to {to}.";
}
