using System.Globalization;

namespace Pipeline.Partners.Distributors.IngramMicro.Wire;

/// <summary>Reads the texts of messages: trims, numbers with either decimal mark, dates in several formats.</summary>
/// <remarks>The culture is always invariant.</remarks>
internal static class WireText
{
    /// <summary>The text without blanks and no-break spaces around it, or null when nothing is left.</summary>
    public static string? Trim(string? text)
    {
        string trimmed = text?.Trim().Trim('\u00a0', '\u2007', '\u202f', '\ufeff').Trim() ?? string.Empty;
        return trimmed.Length == 0 ? null : trimmed;
    }

    /// <summary>Reads a number; the mark is <c>auto</c>, <c>point</c> or <c>comma</c>.</summary>
    public static bool TryDecimal(string text, string mark, out decimal value)
    {
        string plain = text.Replace(" ", string.Empty, StringComparison.Ordinal)
            .Replace("\u00a0", string.Empty, StringComparison.Ordinal)
            .Replace("\u202f", string.Empty, StringComparison.Ordinal);
        int comma = plain.LastIndexOf(',');
        int point = plain.LastIndexOf('.');
        bool isComma = mark == "comma" || (mark == "auto" && comma > point);
        char group = isComma ? '.' : ',';
        if (isComma ? comma != plain.IndexOf(',', StringComparison.Ordinal) : point != plain.IndexOf('.', StringComparison.Ordinal))
        {
            // Two decimal marks: perhaps grouping without a mark (1.234.567); never guess with money.
            value = 0;
            return false;
        }

        plain = plain.Replace(group.ToString(), string.Empty, StringComparison.Ordinal).Replace(',', '.');
        return decimal.TryParse(
            plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    public static bool TryDate(string text, IReadOnlyList<string> formats, out DateOnly date)
    {
        foreach (string format in formats)
        {
            if (DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
            {
                return true;
            }
        }

        date = default;
        return false;
    }

    /// <summary>Reads a time stamp; one without offset is local time of the zone, in doubt (the hour that comes twice) winter time.</summary>
    public static bool TryTime(string text, IReadOnlyList<string> formats, TimeZoneInfo zone, out DateTimeOffset time)
    {
        time = default;
        foreach (string format in formats)
        {
            if (!DateTime.TryParseExact(
                text, format, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime stamp))
            {
                continue;
            }

            if (stamp.Kind == DateTimeKind.Unspecified)
            {
                time = new DateTimeOffset(stamp, zone.GetUtcOffset(stamp)).ToUniversalTime();
                return true;
            }

            return DateTimeOffset.TryParseExact(
                text, format, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out time);
        }

        return false;
    }
}
