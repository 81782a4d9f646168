using Pipeline.Partners.Flows;

namespace Pipeline.Functions.Tests.Flows;

public sealed class NcrontabScheduleTests
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private readonly NcrontabSchedule schedule = new();

    [Theory]
    [InlineData("0 0 6 * * *", "2026-03-10T04:59:59Z", "2026-03-10T05:00:00Z")]
    [InlineData("0 0 6 * * *", "2026-03-10T05:00:00Z", "2026-03-11T05:00:00Z")]
    [InlineData("0 0 6 * * *", "2026-07-10T05:00:00Z", "2026-07-11T04:00:00Z")]
    [InlineData("0 10 * * * *", "2026-03-10T05:10:00Z", "2026-03-10T06:10:00Z")]
    [InlineData("0 30 5 * * 1", "2026-03-10T05:00:00Z", "2026-03-16T04:30:00Z")]
    [InlineData("*/20 * * * * *", "2026-03-10T05:00:01Z", "2026-03-10T05:00:20Z")]
    public void A_slot_is_read_in_local_time(string expression, string after, string expected) =>
        Assert.Equal(At(expected), schedule.NextAfter(expression, Paris, At(after)));

    [Theory]
    [InlineData("0 30 2 * * *", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("0 30 2 * * *", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z")]
    [InlineData("0 0 2 * * *", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z")]
    public void A_slot_that_summer_time_leaves_out_is_at_the_end_of_the_gap(string expression, string after, string expected) =>
        Assert.Equal(At(expected), schedule.NextAfter(expression, Paris, At(after)));

    [Fact]
    public void An_hourly_flow_stays_hourly_when_summer_time_begins() =>
        Assert.Equal(
            ["2026-03-29 00:00:00Z", "2026-03-29 01:00:00Z", "2026-03-29 02:00:00Z"],
            Slots("0 0 * * * *", "2026-03-28T23:30:00Z", 3));

    [Fact]
    public void An_hourly_flow_stays_hourly_when_winter_time_begins() =>
        Assert.Equal(
            ["2026-10-24 23:10:00Z", "2026-10-25 00:10:00Z", "2026-10-25 01:10:00Z", "2026-10-25 02:10:00Z"],
            Slots("0 10 * * * *", "2026-10-24T22:30:00Z", 4));

    [Fact]
    public void A_flow_on_the_hour_runs_at_the_very_change_to_winter_time() =>
        Assert.Equal(
            ["2026-10-25 00:00:00Z", "2026-10-25 01:00:00Z", "2026-10-25 02:00:00Z"],
            Slots("0 0 * * * *", "2026-10-24T23:30:00Z", 3));

    [Fact]
    public void A_daily_slot_that_winter_time_repeats_counts_once() =>
        Assert.Equal(
            ["2026-10-25 00:30:00Z", "2026-10-26 01:30:00Z"],
            Slots("0 30 2 * * *", "2026-10-24T12:00:00Z", 2));

    [Fact]
    public void A_daily_slot_is_not_run_again_in_the_repeated_hour() =>
        Assert.Equal(At("2026-10-26T01:30:00Z"), schedule.NextAfter("0 30 2 * * *", Paris, At("2026-10-25T01:00:00Z")));

    [Fact]
    public void Every_ten_minutes_goes_on_through_the_repeated_hour() =>
        Assert.Equal(
            ["2026-10-25 00:50:00Z", "2026-10-25 01:00:00Z", "2026-10-25 01:10:00Z"],
            Slots("0 */10 * * * *", "2026-10-25T00:40:00Z", 3));

    [Fact]
    public void A_zone_without_summer_time_has_no_surprises() =>
        Assert.Equal(
            At("2026-03-29T02:30:00Z"), schedule.NextAfter("0 30 2 * * *", TimeZoneInfo.Utc, At("2026-03-28T12:00:00Z")));

    [Fact]
    public void A_date_that_never_comes_has_no_slot() =>
        Assert.Null(schedule.NextAfter("0 0 0 30 2 *", Paris, At("2026-03-10T05:00:00Z")));

    [Theory]
    [InlineData("0 0 6 * * MON-FRI", "2026-03-13T12:00:00Z", "2026-03-16T05:00:00Z")]
    [InlineData("0 0 6 * * Monday,thu", "2026-03-10T12:00:00Z", "2026-03-12T05:00:00Z")]
    [InlineData("0 0 6 1 January,Jul *", "2026-03-10T12:00:00Z", "2026-07-01T04:00:00Z")]
    [InlineData("0 0 6 * * 0", "2026-03-10T12:00:00Z", "2026-03-15T05:00:00Z")]
    public void Months_and_weekdays_may_be_names_whole_or_cut_short(string expression, string after, string expected) =>
        Assert.Equal(At(expected), schedule.NextAfter(expression, Paris, At(after)));

    [Theory]
    [InlineData("0 0 6 13 * FRI", "2026-03-13T12:00:00Z", "2026-11-13T05:00:00Z")]
    [InlineData("0 0 6 29 2 *", "2026-03-10T12:00:00Z", "2028-02-29T05:00:00Z")]
    [InlineData("0 5/15 * * * *", "2026-03-10T12:06:00Z", "2026-03-10T12:20:00Z")]
    [InlineData("0 */20,7 * * * *", "2026-03-10T12:00:00Z", "2026-03-10T12:07:00Z")]
    [InlineData("0 0 6 * * 1/2", "2026-03-13T12:00:00Z", "2026-03-16T05:00:00Z")]
    [InlineData("  0 0\t6 * * *  ", "2026-03-10T12:00:00Z", "2026-03-11T05:00:00Z")]
    public void Days_steps_and_lists_are_read_as_Azure_Functions_reads_them(string expression, string after, string expected) =>
        Assert.Equal(At(expected), schedule.NextAfter(expression, Paris, At(after)));

    [Theory]
    [InlineData("0 0 22-2 * * *", "2026-03-10T01:30:00Z", "2026-03-10T21:00:00Z")]
    [InlineData("0 0 6 * * SAT-SUN", "2026-03-10T12:00:00Z", "2026-03-14T05:00:00Z")]
    public void A_range_may_run_over_the_end(string expression, string after, string expected) =>
        Assert.Equal(At(expected), schedule.NextAfter(expression, Paris, At(after)));

    [Theory]
    [InlineData("0 0 6 L * *", "'L' is no day of NCRONTAB")]
    [InlineData("0 0 6 15W * *", "'15W' is no day of NCRONTAB")]
    [InlineData("0 0 6 ? * MON", "'?' is no day of NCRONTAB")]
    [InlineData("0 0 6 * * 5L", "'5L' is no weekday of NCRONTAB")]
    [InlineData("0 0 6 * * FRI#2", "'FRI#2' is no weekday of NCRONTAB")]
    [InlineData("0 0 6 * * 7", "'7' is no weekday of NCRONTAB")]
    [InlineData("0 H * * * *", "'H' is no minute of NCRONTAB")]
    [InlineData("0 0 6 * MON *", "'MON' is no month of NCRONTAB")]
    [InlineData("@daily", "has 1 fields; six are needed")]
    [InlineData("0 */90 * * * *", "Minutes: Value must be a number between 1 and 59")]
    public void What_other_schedulers_know_is_refused_with_its_place(string expression, string expected)
    {
        Assert.False(schedule.IsValid(expression, out string? reason));
        Assert.Contains(expected, reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_twenty_minutes_of_one_hour_goes_on_through_its_repetition() =>
        Assert.Equal(
            ["2026-10-25 00:40:00Z", "2026-10-25 01:00:00Z", "2026-10-25 01:20:00Z", "2026-10-25 01:40:00Z", "2026-10-26 01:00:00Z"],
            Slots("0 */20 2 * * *", "2026-10-25T00:20:00Z", 5));

    [Fact]
    public void An_instant_between_two_seconds_does_not_lose_the_slot_after_it() =>
        Assert.Equal(
            At("2026-03-10T05:00:01Z"), schedule.NextAfter("* * * * * *", Paris, At("2026-03-10T05:00:00.5Z")));

    [Theory]
    [InlineData("0 6 * * *", "'0 6 * * *' has 5 fields; six are needed: second minute hour day month weekday.")]
    [InlineData("", "'' has 0 fields; six are needed: second minute hour day month weekday.")]
    [InlineData("0 0 25 * * *", "'0 0 25 * * *' cannot be read: ")]
    [InlineData("a b c d e f", "'a b c d e f' cannot be read: ")]
    public void An_expression_that_cannot_be_read_is_told_with_its_reason(string expression, string expected)
    {
        Assert.False(schedule.IsValid(expression, out string? reason));
        Assert.StartsWith(expected, reason, StringComparison.Ordinal);
        _ = Assert.Throws<FormatException>(() => schedule.NextAfter(expression, Paris, At("2026-03-10T05:00:00Z")));
    }

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private string[] Slots(string expression, string after, int count)
    {
        List<string> slots = [];
        DateTimeOffset at = At(after);
        for (int slot = 0; slot < count; slot++)
        {
            at = schedule.NextAfter(expression, Paris, at)!.Value;
            slots.Add(at.ToString("u", System.Globalization.CultureInfo.InvariantCulture));
        }

        return [.. slots];
    }
}
