using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Partners.Distributors.IngramMicro.Wire;

/// <summary>Reads the dates and time stamps of messages: every form of ISO 8601 and XML Schema, then those of the profile.</summary>
/// <remarks>The culture is always invariant.</remarks>
internal static partial class WireTime
{
    private const int TickDigits = 7;
    private const int MaxLength = 64;

    /// <summary>Whether a date says that there is none: zeros, or the last day of all.</summary>
    public static bool IsNone(string text) => Digits(text) is "00000000" or "00000000000000" or "99991231" or "99991231000000" or "99991231235959"
        || text is "00/00/0000" or "00.00.0000" or "00-00-0000" or "31/12/9999" or "31.12.9999" or "31-12-9999";

    /// <summary>Reads a day as it is written: neither a time nor an offset behind it moves it.</summary>
    public static bool TryDate(string text, IReadOnlyList<string> formats, out DateOnly date)
    {
        Match match = MatchIso(text);
        if (match.Success)
        {
            return DateOnly.TryParseExact(
                $"{match.Groups["y"].Value}{match.Groups["m"].Value}{match.Groups["d"].Value}", "yyyyMMdd",
                CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
        }

        foreach (string format in formats)
        {
            if (DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day))
            {
                date = DateOnly.FromDateTime(day);
                return true;
            }
        }

        date = default;
        return false;
    }

    /// <summary>
    /// Reads a time stamp, UTC; one without offset is local time of the zone, in doubt (the hour that comes twice) winter
    /// time. Fractions are cut to ticks.
    /// </summary>
    public static bool TryTime(string text, IReadOnlyList<string> formats, TimeZoneInfo zone, out DateTimeOffset time)
    {
        Match match = MatchIso(text);
        if (match.Success && match.Groups["h"].Success)
        {
            return TryIso(match, zone, out time);
        }

        foreach (string format in formats)
        {
            if (DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime stamp)
                && stamp.Kind is DateTimeKind.Unspecified)
            {
                return TryLocal(stamp, zone, out time);
            }
        }

        return DateTimeOffset.TryParseExact(
            text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }

    private static Match MatchIso(string text) => Iso().Match(text.Length > MaxLength ? string.Empty : text);

    private static bool TryIso(Match match, TimeZoneInfo zone, out DateTimeOffset time)
    {
        time = default;
        int hour = Number(match, "h");
        int minute = Number(match, "i");
        int second = Number(match, "s");
        string fraction = match.Groups["f"].Value;
        long ticks = fraction.Length == 0 ? 0 : long.Parse(fraction.PadRight(TickDigits, '0')[..TickDigits], CultureInfo.InvariantCulture);
        bool isMidnight = hour == 24 && minute == 0 && second == 0 && ticks == 0;
        // A leap second is counted with the next minute.
        if (!(hour < 24 || isMidnight) || minute > 59 || second > 60
            || !DateTime.TryParseExact(
                $"{match.Groups["y"].Value}{match.Groups["m"].Value}{match.Groups["d"].Value}", "yyyyMMdd",
                CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day))
        {
            return false;
        }

        DateTime stamp;
        try
        {
            stamp = day.AddHours(hour).AddMinutes(minute).AddSeconds(second).AddTicks(ticks);
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }

        if (!match.Groups["o"].Success)
        {
            return TryLocal(stamp, zone, out time);
        }

        TimeSpan offset = new(Number(match, "oh"), Number(match, "om"), 0);
        offset = match.Groups["o"].Value[0] is '-' or '\u2212' ? -offset : offset;
        if (offset.Duration() > TimeSpan.FromHours(14) || stamp.Year is 1 or 9999)
        {
            return false;
        }

        time = new DateTimeOffset(stamp, offset).ToUniversalTime();
        return true;
    }

    private static bool TryLocal(DateTime stamp, TimeZoneInfo zone, out DateTimeOffset time)
    {
        time = default;
        if (stamp.Year is 1 or 9999)
        {
            return false;
        }

        time = new DateTimeOffset(stamp, zone.GetUtcOffset(stamp)).ToUniversalTime();
        return true;
    }

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    [GeneratedRegex(@"^(?<y>\d{4})(?<dash>[-/]?)(?<m>\d\d)\k<dash>(?<d>\d\d)(?:(?:[T ]\s*)?(?<h>\d\d):?(?<i>\d\d)(?::?(?<s>\d\d)(?:[.,](?<f>\d+))?)?)?\s*(?<o>Z|[+\u2212-](?<oh>\d\d):?(?<om>\d\d)?)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Iso();
}
