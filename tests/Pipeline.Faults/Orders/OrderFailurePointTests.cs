using Pipeline.Faults.Faults;
using Pipeline.Faults.Points;
using Pipeline.Faults.Worlds;
using Pipeline.TestSupport;

namespace Pipeline.Faults.Orders;

/// <summary>The life of an order, with every call lost on its way there or on its way back; the other failures come by chance in the days.</summary>
public sealed class OrderFailurePointTests
{
    private static readonly Fault[] Losses = [Fault.RequestLost, Fault.AnswerLost];

    [Theory]
    [InlineData(false, "the life of an order")]
    [InlineData(true, "the life of a contested order")]
    public async Task No_loss_of_any_call_or_its_answer_loses_an_order_or_buys_it_twice(bool isContested, string title)
    {
        PointReport report = await CrashPoints.TryAllAsync(
            () => new OrderWorkload(isContested ? OrderDay.Contested() : OrderDay.Small(), OrderMutation.None), 1, Losses);

        TestReport.Write($"Failure points of {title}: {report.Calls.Count} calls x {Losses.Length} losses = {report.Runs} runs, {report.Red.Count} red");
        Assert.True(report.Red.Count == 0, Seeds.Shown(report.Red));
    }
}
