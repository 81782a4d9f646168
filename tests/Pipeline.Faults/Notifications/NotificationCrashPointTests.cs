using Pipeline.Faults.Points;
using Pipeline.Faults.Worlds;
using Pipeline.TestSupport;

namespace Pipeline.Faults.Notifications;

/// <summary>The path of pushed messages, cut at every call.</summary>
public sealed class NotificationCrashPointTests
{
    [Fact]
    public async Task No_cut_at_any_call_loses_or_doubles_a_pushed_message()
    {
        PointReport report = await CrashPoints.TryAllAsync(NewWorkload, 1, CrashPoints.Cuts);

        TestReport.Write($"Crash points of the notification path: {report.Calls.Count} calls x 3 cuts = {report.Runs} runs, {report.Red.Count} red");
        Assert.True(report.Red.Count == 0, Seeds.Shown(report.Red));
        Assert.InRange(report.Calls.Count, 100, 1000);
    }

    [Fact]
    public async Task No_failure_of_any_call_loses_or_doubles_a_pushed_message()
    {
        PointReport report = await CrashPoints.TryAllAsync(NewWorkload, 1, CrashPoints.Failures);

        TestReport.Write($"Failure points of the notification path: {report.Calls.Count} calls x {CrashPoints.Failures.Count} failures = {report.Runs} runs, {report.Red.Count} red");
        Assert.True(report.Red.Count == 0, Seeds.Shown(report.Red));
    }

    private static NotificationWorkload NewWorkload() => new(PushDay.Small(), Mutation.None);
}
