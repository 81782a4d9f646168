namespace Pipeline.Functions.Flows;

/// <summary>Finds the instants at which a zone's clocks change, to the second.</summary>
internal static class ClockChanges
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(800);

    /// <summary>Local time at an instant, without a kind.</summary>
    public static DateTime WallClock(this TimeZoneInfo zone, DateTimeOffset instant) =>
        DateTime.SpecifyKind(TimeZoneInfo.ConvertTime(instant, zone).DateTime, DateTimeKind.Unspecified);

    /// <summary>The first instant after the gap in which a local time lies, UTC.</summary>
    public static DateTimeOffset EndOfGap(TimeZoneInfo zone, DateTime missing)
    {
        DateTimeOffset around = new(missing, TimeSpan.Zero);
        return Find(zone, around - Day, around + Day);
    }

    /// <summary>The first instant in (after, until] at which clocks go back, UTC, or null.</summary>
    public static DateTimeOffset? BackwardBetween(TimeZoneInfo zone, DateTimeOffset after, DateTimeOffset until)
    {
        DateTimeOffset last = until - after > Horizon ? after + Horizon : until;
        for (DateTimeOffset from = after; from < last; from += Day)
        {
            DateTimeOffset to = from + Day < last ? from + Day : last;
            if (zone.GetUtcOffset(to) < zone.GetUtcOffset(from))
            {
                return Find(zone, from, to);
            }
        }

        return null;
    }

    private static DateTimeOffset Find(TimeZoneInfo zone, DateTimeOffset before, DateTimeOffset after)
    {
        TimeSpan old = zone.GetUtcOffset(before);
        long low = before.ToUnixTimeSeconds();
        long high = after.ToUnixTimeSeconds();
        while (high - low > 1)
        {
            long middle = low + ((high - low) / 2);
            (low, high) = zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(middle)) == old ? (middle, high) : (low, middle);
        }

        return DateTimeOffset.FromUnixTimeSeconds(high);
    }
}
