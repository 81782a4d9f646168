using System.Globalization;

namespace Pipeline.Core.Messages;

/// <summary>The distributor's number of a line; unique within one distributor order only.</summary>
/// <param name="Value">1 to 999,999; <c>020</c> and <c>000020</c> are the same number.</param>
/// <remarks>Its pairing with our number is learnt from the Order Response.</remarks>
public readonly record struct DistributorLineNumber(int Value)
{
    /// <summary>Reads a number with or without leading zeros.</summary>
    /// <returns>False when the text holds anything but digits, is zero, or has more than six digits.</returns>
    public static bool TryParse(string? text, out DistributorLineNumber number)
    {
        bool valid = int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            && value is >= 1 and <= 999_999;
        number = valid ? new DistributorLineNumber(value) : default;
        return valid;
    }

    /// <summary>The number without leading zeros.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
