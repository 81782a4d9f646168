using Pipeline.LocalHost.Timers;

namespace Pipeline.LocalHost.Tests.Timers;

public sealed class TimerScheduleTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 21, 21, 35, 35, TimeSpan.Zero);

    [Theory]
    [InlineData("0 0 3 * * *", "2026-11-22T03:00:00+00:00")]
    [InlineData("*/5 * * * * *", "2026-11-21T21:35:40+00:00")]
    [InlineData("0 30 9 * * 1-5", "2026-11-23T09:30:00+00:00")]
    [InlineData("0 3 * * *", "2026-11-22T03:00:00+00:00")]
    [InlineData("00:10:00", "2026-11-21T21:45:35+00:00")]
    public void The_next_occurrence_is_in_UTC(string schedule, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture), TimerSchedule.Parse(schedule).Next(Saturday));

    [Theory]
    [InlineData("every day")]
    [InlineData("0 0 25 * * *")]
    [InlineData("")]
    public void Other_texts_are_refused(string schedule) =>
        Assert.Throws<HostStartException>(() => TimerSchedule.Parse(schedule));

    [Theory]
    [InlineData("*/30 * * * * *", false)]
    [InlineData("0 * * * * *", true)]
    public void Timers_of_less_than_a_minute_keep_no_status(string schedule, bool isMonitored) =>
        Assert.Equal(isMonitored, TimerSchedule.Parse(schedule).IsMonitored(Saturday));
}
