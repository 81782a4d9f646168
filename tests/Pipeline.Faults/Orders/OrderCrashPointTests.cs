using Pipeline.Faults.Points;
using Pipeline.Faults.Worlds;
using Pipeline.TestSupport;

namespace Pipeline.Faults.Orders;

/// <summary>The life of an order, cut at every call; its instance is lost by that, or lives on in the task hub.</summary>
public sealed class OrderCrashPointTests
{
    [Theory]
    [InlineData(false, false, "the life of an order")]
    [InlineData(false, true, "the life of an order whose instance lives on")]
    [InlineData(true, false, "the life of a contested order")]
    public async Task No_cut_at_any_call_loses_an_order_or_buys_it_twice(bool isContested, bool outlives, string title)
    {
        OrderDay day = isContested ? OrderDay.Contested() : OrderDay.Small();
        PointReport report = await CrashPoints.TryAllAsync(
            () => new OrderWorkload(day with { InstancesOutlive = outlives }, OrderMutation.None), 1, CrashPoints.Cuts);

        TestReport.Write($"Crash points of {title}: {report.Calls.Count} calls x 3 cuts = {report.Runs} runs, {report.Red.Count} red");
        Assert.True(report.Red.Count == 0, Seeds.Shown(report.Red));
        Assert.InRange(report.Calls.Count, 100, 2000);
    }
}
