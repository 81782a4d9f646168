using Pipeline.Faults.Points;
using Pipeline.Faults.Worlds;
using Pipeline.TestSupport;

namespace Pipeline.Faults.Orders;

/// <summary>The life of an order, cut at every call.</summary>
public sealed class OrderCrashPointTests
{
    [Fact]
    public async Task No_cut_at_any_call_loses_an_order_or_buys_it_twice()
    {
        PointReport report = await CrashPoints.TryAllAsync(NewWorkload, 1, CrashPoints.Cuts);

        TestReport.Write($"Crash points of the life of an order: {report.Calls.Count} calls x 3 cuts = {report.Runs} runs, {report.Red.Count} red");
        Assert.True(report.Red.Count == 0, Seeds.Shown(report.Red));
        Assert.InRange(report.Calls.Count, 100, 2000);
    }

    private static OrderWorkload NewWorkload() => new(OrderDay.Small(), OrderMutation.None);
}
