namespace Pipeline.Core.Orders.Life;

/// <summary>The hours in which a distributor's sales staff work: Monday to Friday, in the account's time zone.</summary>
/// <param name="Zone">Time zone of the account.</param>
/// <param name="Opens">Begin of a working day, local time.</param>
/// <param name="Closes">End of a working day, local time, the same day.</param>
/// <remarks>Public holidays count as working days: an alarm on a holiday is early, never missed.</remarks>
public sealed record WorkingHours(TimeZoneInfo Zone, TimeOnly Opens, TimeOnly Closes)
{
    /// <summary>Nine to five.</summary>
    public static WorkingHours NineToFive(TimeZoneInfo zone) => new(zone, new TimeOnly(9, 0), new TimeOnly(17, 0));

    /// <summary>When an amount of work has passed.</summary>
    /// <param name="from">Start; outside working hours nothing passes.</param>
    /// <param name="work">Working time, above zero.</param>
    /// <returns>The instant, UTC.</returns>
    public DateTimeOffset Add(DateTimeOffset from, TimeSpan work)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(work, TimeSpan.Zero);
        TimeSpan left = work;
        DateOnly day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, Zone).DateTime);
        while (true)
        {
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                DateTimeOffset closes = At(day, Closes);
                DateTimeOffset opens = At(day, Opens);
                DateTimeOffset start = opens > from ? opens : from;
                if (closes - start >= left)
                {
                    return (start + left).ToUniversalTime();
                }

                left -= closes > start ? closes - start : TimeSpan.Zero;
            }

            day = day.AddDays(1);
        }
    }

    /// <summary>The latest begin of a working day at or before an instant, UTC.</summary>
    public DateTimeOffset LastOpening(DateTimeOffset at)
    {
        DateOnly day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || At(day, Opens) > at)
        {
            day = day.AddDays(-1);
        }

        return At(day, Opens).ToUniversalTime();
    }

    private DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        DateTime local = day.ToDateTime(time);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local));
    }
}
