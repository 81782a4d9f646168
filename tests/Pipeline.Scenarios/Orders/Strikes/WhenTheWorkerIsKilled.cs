
namespace Pipeline.Scenarios.Orders.Strikes;

/// <summary>SIGKILL to the worker at a point of an order: the host starts another one, and the order goes on.</summary>
public sealed class WhenTheWorkerIsKilled(StrikeFixture fixture) : IClassFixture<StrikeFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LimitWithHost = TimeSpan.FromSeconds(90);

    // The third death within half an hour ends the host; only the last test wants that.
    private static int deaths;

    [Theory]
    [InlineData(StrikePoint.ActivityBegun)]
    [InlineData(StrikePoint.Bought)]
    [InlineData(StrikePoint.ActivityEnded)]
    [InlineData(StrikePoint.TurnBegun)]
    [InlineData(StrikePoint.TurnEnded)]
    public async Task The_order_goes_on_within_30_seconds_and_is_bought_once(StrikePoint point)
    {
        if (++deaths % 3 == 0)
        {
            deaths = 1;
            await fixture.Pipeline.RestartHostAsync();
        }

        (string orderId, Strike strike) = await fixture.StrikeAsync(point, () => fixture.Pipeline.KillWorker());

        _ = await fixture.FollowAsync(orderId, strike, Limit, $"worker killed at {point}");
        if (point is StrikePoint.Bought or StrikePoint.TurnBegun)
        {
            // The blow came in the middle of the call.
            string call = point == StrikePoint.Bought ? Strike.Activity : "OrderLifecycle";
            Assert.Contains(fixture.Pipeline.FailedCalls, line => line.Contains($"'Functions.{call}'", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_third_death_ends_the_host_and_the_order_goes_on_when_it_is_started_again()
    {
        int hosts = fixture.Pipeline.Host.Restarts;
        (string orderId, Strike strike) = await fixture.StrikeAsync(StrikePoint.ActivityBegun, KillAgain);

        _ = await fixture.FollowAsync(orderId, strike, LimitWithHost, "worker killed until the host ends");

        Assert.Equal(hosts + 1, fixture.Pipeline.Host.Restarts);
        deaths = 0;

        void KillAgain()
        {
            _ = fixture.Pipeline.KillWorker();
            if (++deaths < 3)
            {
                fixture.Pipeline.Console.AtNext(
                    static line => line.Contains($"Executing 'Functions.{Strike.Activity}'", StringComparison.Ordinal), _ => KillAgain());
            }
        }
    }
}
