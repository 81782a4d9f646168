using NCrontab;
using Pipeline.Core.Flows.Scheduling;

namespace Pipeline.Functions.Flows;

/// <summary>Evaluates NCRONTAB expressions in local time, summer time included.</summary>
/// <remarks>Source: flows.md §1 "Scheduling on Functions"; the rules for summer time are <see cref="IFlowSchedule"/>'s.</remarks>
public sealed class NcrontabSchedule : IFlowSchedule
{
    private const int Fields = 6;
    private const int HourField = 2;

    private static readonly CrontabSchedule.ParseOptions WithSeconds = new() { IncludingSeconds = true };

    /// <inheritdoc />
    public bool IsValid(string expression, out string? reason)
    {
        int fields = Split(expression).Length;
        if (fields != Fields)
        {
            reason = $"'{expression}' has {fields} fields; six are needed: second minute hour day month weekday.";
            return false;
        }

        Exception? fault = CrontabSchedule.TryParse(
            expression, WithSeconds, static _ => (Exception?)null, static provider => provider());
        reason = fault is null ? null : $"'{expression}' cannot be read: {fault.Message}";
        return fault is null;
    }

    /// <inheritdoc />
    public DateTimeOffset? NextAfter(string expression, TimeZoneInfo timeZone, DateTimeOffset after)
    {
        if (!IsValid(expression, out string? reason))
        {
            throw new FormatException(reason);
        }

        CrontabSchedule schedule = CrontabSchedule.Parse(expression, WithSeconds);
        bool isRepeated = Split(expression)[HourField].StartsWith('*');
        DateTimeOffset utc = after.ToUniversalTime();
        DateTimeOffset? next = NextLabel(schedule, timeZone, utc, isRepeated);
        if (isRepeated && next is { } found && ClockChanges.BackwardBetween(timeZone, utc, found) is { } change)
        {
            // The repeated hour begins at the change: its first slot, the change itself included, may come earlier.
            DateTime wall = timeZone.WallClock(change);
            DateTime label = schedule.GetNextOccurrence(wall.AddSeconds(-1));
            DateTimeOffset again = change + (label - wall);
            return again > utc && again < found ? again : found;
        }

        return next;
    }

    private static DateTimeOffset? NextLabel(
        CrontabSchedule schedule, TimeZoneInfo timeZone, DateTimeOffset after, bool isRepeated)
    {
        DateTime label = timeZone.WallClock(after);
        while ((label = schedule.GetNextOccurrence(label)) != DateTime.MaxValue)
        {
            if (InstantOf(label, timeZone, after, isRepeated) is { } instant)
            {
                return instant;
            }
        }

        return null;
    }

    private static DateTimeOffset? InstantOf(
        DateTime label, TimeZoneInfo timeZone, DateTimeOffset after, bool isRepeated)
    {
        if (timeZone.IsInvalidTime(label))
        {
            return ClockChanges.EndOfGap(timeZone, label);
        }

        if (!timeZone.IsAmbiguousTime(label))
        {
            return new DateTimeOffset(label, timeZone.GetUtcOffset(label)).ToUniversalTime();
        }

        TimeSpan[] offsets = timeZone.GetAmbiguousTimeOffsets(label);
        DateTimeOffset first = new DateTimeOffset(label, offsets.Max()).ToUniversalTime();
        DateTimeOffset second = new DateTimeOffset(label, offsets.Min()).ToUniversalTime();
        return (first > after, isRepeated && second > after) switch
        {
            (true, _) => first,
            (false, true) => second,
            _ => null,
        };
    }

    private static string[] Split(string expression) =>
        expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
