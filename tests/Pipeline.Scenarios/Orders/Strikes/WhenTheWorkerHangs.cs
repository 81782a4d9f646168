using Pipeline.Scenarios.Infrastructure;

namespace Pipeline.Scenarios.Orders.Strikes;

/// <summary>A worker that does nothing any more, or has left in peace: the host notices only when calls take too long.</summary>
public sealed class WhenTheWorkerHangs(StrikeFixture fixture) : IClassFixture<StrikeFixture>
{
    private static readonly TimeSpan Limit = StrikeFixture.FunctionTimeout + TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Noticed = StrikeFixture.FunctionTimeout - TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_worker_that_stands_still_is_replaced_after_the_time_out_and_the_order_goes_on()
    {
        (string orderId, Strike strike) = await fixture.StrikeAsync(
            StrikePoint.ActivityBegun, () => fixture.Pipeline.Host.SignalWorker(Signals.Stop));

        TimeSpan goesOn = await fixture.FollowAsync(orderId, strike, Limit, "worker stopped");
        Assert.True(goesOn > Noticed, $"The order went on after {goesOn}: did the worker stand still?");
    }

    [Fact]
    public async Task After_exit_code_0_everything_waits_for_the_time_out_and_then_the_order_goes_on()
    {
        (string orderId, Strike strike) = await fixture.StrikeAsync(
            StrikePoint.ActivityBegun, () => fixture.Pipeline.Host.SignalWorker(Signals.Terminate));

        TimeSpan goesOn = await fixture.FollowAsync(orderId, strike, Limit, "worker ended with exit code 0");
        Assert.True(goesOn > Noticed, $"The order went on after {goesOn}: was the worker replaced at once?");
    }
}
