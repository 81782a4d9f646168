using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Partners.Values;

/// <summary>Reads days and time stamps in every form of ISO 8601 and XML Schema, then in those of a profile.</summary>
/// <remarks>The culture is always invariant.</remarks>
internal static partial class TimeText
{
    private const int TickDigits = 7;
    private const int MaxLength = 64;

    /// <summary>Reads a day as ISO 8601 writes it: neither a time nor an offset behind it moves it.</summary>
    public static bool TryDay(string text, out DateOnly date)
    {
        date = default;
        return MatchIso(text) is { Success: true } match && TryDay(match, out date);
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
            || !TryDay(match, out DateOnly day))
        {
            return false;
        }

        DateTime stamp;
        try
        {
            stamp = day.ToDateTime(TimeOnly.MinValue).AddHours(hour).AddMinutes(minute).AddSeconds(second).AddTicks(ticks);
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

    private static bool TryDay(Match match, out DateOnly date) =>
        DateText.TryCompact((((Number(match, "y") * 100) + Number(match, "m")) * 100) + Number(match, "d"), out date);

    [GeneratedRegex(@"^(?<y>\d{4})(?<dash>[-/]?)(?<m>\d\d)\k<dash>(?<d>\d\d)(?:(?:[T ]\s*)?(?<h>\d\d):?(?<i>\d\d)(?::?(?<s>\d\d)(?:[.,](?<f>\d+))?)?)?\s*(?<o>Z|[+\u2212-](?<oh>\d\d):?(?<om>\d\d)?)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Iso();
}
