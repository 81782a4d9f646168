using Pipeline.Core.Feeds;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Scheduling;
using Pipeline.Core.Orders.Life;

namespace Pipeline.Core.Distributors;

/// <summary>When the next file of a feed is due, and how punctual the last ones were.</summary>
/// <remarks>
/// A daily file is due at the begin of a working day at the distributor, and then it is one that came since the working day before
/// began. What comes more often is due after three times its interval, and two hours at least, of working time; what comes less
/// often after twice its interval.
/// </remarks>
public sealed class FeedExpectation(IFlowSchedule schedule, DistributorCatalog distributors, TimeProvider clock)
{
    private const int SlotLimit = 1500;
    private static readonly TimeSpan LeastWait = TimeSpan.FromHours(2);
    private static readonly TimeSpan Often = TimeSpan.FromHours(12);
    private static readonly TimeSpan Daily = TimeSpan.FromHours(48);

    /// <summary>When the last file of a feed came, UTC, whatever became of it; null before the first.</summary>
    public static DateTimeOffset? CameAt(FeedRecord record)
    {
        DateTimeOffset? landed = record.LastLanded is { } last ? last.ModifiedAt ?? last.SeenAt : null;
        return record.Accepted?.AcceptedAt is { } accepted && !(landed > accepted) ? accepted : landed;
    }

    /// <summary>Since when the file after the last one is overdue, UTC; null when it is not, or when nothing was ever there.</summary>
    public DateTimeOffset? LateSince(Flow flow, FeedRecord record) =>
        CameAt(record) is { } came && DueAfter(flow, came) is { } due && due <= clock.GetUtcNow() ? due : null;

    /// <summary>The last days of a feed, oldest first, today last; days are those of the flow's zone.</summary>
    /// <param name="flow">The flow that fetches it.</param>
    /// <param name="landings">When files came, UTC, in any order.</param>
    /// <param name="days">So many.</param>
    public IReadOnlyList<FeedDay> DaysOf(Flow flow, IReadOnlyCollection<DateTimeOffset> landings, int days)
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(flow.TimeZone);
        DateTimeOffset now = clock.GetUtcNow();
        DateOnly today = DayOf(now);
        TimeSpan? interval = IntervalOf(flow.Expression, zone);
        TimeSpan wait = interval < Often && 3 * interval > LeastWait ? 3 * interval.Value : LeastWait;
        ILookup<DateOnly, DateTimeOffset> slots = SlotsSince(StartOf(today.AddDays(1 - days))).ToLookup(DayOf);
        ILookup<DateOnly, DateTimeOffset> files = landings.ToLookup(DayOf);
        return [.. Enumerable.Range(1 - days, days).Select(offset => Judge(today.AddDays(offset)))];

        DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

        DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), zone.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue)));

        IEnumerable<DateTimeOffset> SlotsSince(DateTimeOffset start)
        {
            DateTimeOffset? slot = schedule.NextAfter(flow.Expression, zone, start.AddSeconds(-1));
            for (int count = 0; slot is { } at && at <= now && count < SlotLimit; count++)
            {
                yield return at;
                slot = schedule.NextAfter(flow.Expression, zone, at);
            }
        }

        FeedDay Judge(DateOnly day)
        {
            DateTimeOffset[] came = [.. files[day].Order()];
            if (!slots[day].Any())
            {
                return new FeedDay(day, FeedPunctuality.NotExpected, TimeSpan.Zero, came.Length);
            }

            DateTimeOffset first = slots[day].Min();
            DateTimeOffset last = interval < Often ? slots[day].Max() : first;
            if (came.Length == 0)
            {
                return new FeedDay(day, last + wait > now ? FeedPunctuality.NotExpected : FeedPunctuality.Missing, TimeSpan.Zero, 0);
            }

            // What comes often must not stay away for long; what comes once must come soon after its slot.
            DateTimeOffset[] marks = interval < Often ? [first, .. came.Where(at => at > first && at < last), last > came[^1] ? last : came[^1]] : [first, came[0]];
            TimeSpan longest = marks.Zip(marks.Skip(1), static (one, next) => next - one).Max();
            return longest > wait
                ? new FeedDay(day, FeedPunctuality.Late, longest - wait, came.Length)
                : new FeedDay(day, FeedPunctuality.OnTime, TimeSpan.Zero, came.Length);
        }
    }

    private DateTimeOffset? DueAfter(Flow flow, DateTimeOffset came)
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(flow.TimeZone);
        WorkingHours hours = distributors.Find(flow.Definition.Distributor!)?.WorkingHours ?? WorkingHours.NineToFive(zone);
        if (IntervalOf(flow.Expression, zone) is not { } interval)
        {
            return null;
        }

        if (interval < Often)
        {
            TimeSpan wait = 3 * interval;
            return hours.Add(came, wait > LeastWait ? wait : LeastWait);
        }

        if (interval > Daily)
        {
            return came + (2 * interval);
        }

        DateTimeOffset opening = hours.LastOpening(clock.GetUtcNow());
        DateTimeOffset before = hours.LastOpening(opening.AddMinutes(-1));
        return came < before ? opening : null;
    }

    /// <summary>The shortest time between the next slots: a weekend between two says nothing.</summary>
    private TimeSpan? IntervalOf(string expression, TimeZoneInfo zone)
    {
        TimeSpan? shortest = null;
        DateTimeOffset? last = null;
        DateTimeOffset? slot = schedule.NextAfter(expression, zone, clock.GetUtcNow());
        for (int count = 0; count < 4 && slot is { } next; count++)
        {
            shortest = last is { } before && !(next - before >= shortest) ? next - before : shortest;
            last = next;
            slot = schedule.NextAfter(expression, zone, next);
        }

        return shortest;
    }
}

/// <summary>How a feed did on one day.</summary>
/// <param name="Day">The day, in the zone of its flow.</param>
/// <param name="Punctuality">Whether its files came.</param>
/// <param name="LateBy">How much later than allowed; zero unless late.</param>
/// <param name="Files">Files that came.</param>
public sealed record FeedDay(DateOnly Day, FeedPunctuality Punctuality, TimeSpan LateBy, int Files);

/// <summary>Whether the files of a day came.</summary>
public enum FeedPunctuality
{
    /// <summary>No slot on that day, or none whose file is due yet.</summary>
    NotExpected,

    /// <summary>In time.</summary>
    OnTime,

    /// <summary>Later than allowed.</summary>
    Late,

    /// <summary>None came.</summary>
    Missing,
}
