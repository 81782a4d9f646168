using System.Globalization;

namespace Pipeline.Core.Messages;

/// <summary>Our number of an order line: the only safe key of a line, since an article may occur twice.</summary>
/// <param name="Value">1 to 999.</param>
/// <remarks>IM-XML has three characters for it.</remarks>
public readonly record struct LineNumber(int Value)
{
    /// <summary>Largest number that fits the narrowest field.</summary>
    public const int MaxValue = 999;

    /// <summary>Reads a number with or without leading zeros, for example <c>001</c>.</summary>
    /// <returns>False when the text holds anything but digits, or the number is not 1 to 999.</returns>
    public static bool TryParse(string? text, out LineNumber number)
    {
        bool valid = int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            && value is >= 1 and <= MaxValue;
        number = valid ? new LineNumber(value) : default;
        return valid;
    }

    /// <summary>Reads a number that must be one.</summary>
    /// <exception cref="FormatException">It is not; the message names the text and the rule.</exception>
    public static LineNumber Parse(string text) => TryParse(text, out LineNumber number)
        ? number
        : throw new FormatException($"'{text}' is not a line number: 1 to {MaxValue} is expected.");

    /// <summary>The number without leading zeros.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
