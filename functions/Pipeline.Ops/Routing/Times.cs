using System.Globalization;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Routing;

/// <summary>Instants as addresses and forms write them.</summary>
internal static class Times
{
    private static readonly string[] Periods = ["today", "24h", "7d", "30d"];

    /// <summary>Beginnings that people choose from, counted back from now.</summary>
    public static IReadOnlyList<Choice> PeriodsFor(OpsView view) => [.. Periods.Select(period => new Choice(period, view.T($"Runs.period.{period}")))];

    /// <summary>Reads an ISO instant, a date or time of the person's zone, or <c>today</c>, <c>24h</c>, <c>7d</c>.</summary>
    public static bool TryRead(string text, OpsView view, out DateTimeOffset at)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        if (text is "today" or "yesterday")
        {
            DateTime day = TimeZoneInfo.ConvertTime(view.Now, view.Zone).Date.AddDays(text is "today" ? 0 : -1);
            at = InZone(day, view.Zone);
            return true;
        }

        if (text.Length is > 1 and < 6 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, invariant, out int number) && text[^1] is ('h' or 'd'))
        {
            at = view.Now - (text[^1] == 'h' ? TimeSpan.FromHours(number) : TimeSpan.FromDays(number));
            return true;
        }

        if (DateTime.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], invariant, DateTimeStyles.None, out DateTime local))
        {
            at = InZone(local, view.Zone);
            return true;
        }

        return DateTimeOffset.TryParse(text, invariant, DateTimeStyles.AssumeUniversal, out at);
    }

    /// <summary>An instant as the field of a form shows it, in the person's zone.</summary>
    public static string ForField(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    // A time that the change to summer time leaves out is taken at the old offset.
    private static DateTimeOffset InZone(DateTime local, TimeZoneInfo zone) =>
        new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
}
