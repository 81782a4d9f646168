using Pipeline.Core.Orders.Following;
using Pipeline.Core.Orders.Purchasing;

namespace Pipeline.Core.Tests.Orders.Following;

public sealed class FollowScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("placed", 0, "00:00:00", "00:01:00")]
    [InlineData("the ninth time", 9, "00:09:00", "00:10:00")]
    [InlineData("the tenth time", 10, "00:10:00", "00:25:00")]
    [InlineData("late for the tenth time", 9, "02:00:00", "02:01:00")]
    [InlineData("just before six hours", 33, "05:59:59", "06:14:59")]
    [InlineData("at six hours", 34, "06:00:00", "07:00:00")]
    [InlineData("just before thirty days", 700, "29.23:59:59", "30.00:59:59")]
    [InlineData("at thirty days", 701, "30.00:00:00", "31.00:00:00")]
    [InlineData("after a year", 1000, "365.00:00:00", "366.00:00:00")]
    public void It_is_asked_often_at_first_and_daily_in_the_end(string situation, int times, string asked, string next) =>
        Assert.Equal((situation, Age(next)), (situation, Next(new FollowSchedule(), times, asked, isInvoiced: false)));

    [Theory]
    [InlineData("found invoiced", 0, "00:00:00", "00:01:00")]
    [InlineData("by the same steps", 10, "00:10:00", "00:25:00")]
    [InlineData("every hour", 40, "08:00:00", "09:00:00")]
    [InlineData("the last time", 700, "29.23:00:00", "30.00:00:00")]
    [InlineData("later than that", 700, "29.23:00:01", null)]
    public void After_the_invoice_the_steps_begin_anew_and_end(string situation, int times, string asked, string? next) =>
        Assert.Equal((situation, Age(next)), (situation, Next(new FollowSchedule(), times, asked, isInvoiced: true)));

    [Theory]
    [InlineData(0, "00:00:00", "00:01:00")]
    [InlineData(1, "00:01:00", "00:06:00")]
    [InlineData(2, "01:00:00", "02:00:00")]
    [InlineData(30, "2.00:00:00", "3.00:00:00")]
    public void Each_step_is_a_setting(int times, string asked, string next)
    {
        FollowSchedule schedule = new()
        {
            Fast = TimeSpan.FromMinutes(1), FastCount = 1, Slow = TimeSpan.FromMinutes(5), SlowFor = TimeSpan.FromHours(1), HourlyFor = TimeSpan.FromDays(2),
        };

        Assert.Equal(Age(next), Next(schedule, times, asked, isInvoiced: false));
    }

    private static TimeSpan? Next(FollowSchedule schedule, int times, string asked, bool isInvoiced) =>
        schedule.NextAfter(new PurchaseFollow { Since = Start, Times = times, IsInvoiced = isInvoiced }, Start + Age(asked)!.Value) - Start;

    private static TimeSpan? Age(string? text) => text is null ? null : TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
