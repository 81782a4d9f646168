using Pipeline.Scenarios.Infrastructure;

namespace Pipeline.Scenarios.Orders.Strikes;

/// <summary>SIGKILL to the host at a point of an order: the platform starts another one, and the order goes on.</summary>
/// <remarks>What the dead host had at hand is hidden until its time in host.json is over.</remarks>
public sealed class WhenTheHostIsKilled(StrikeFixture fixture) : IClassFixture<StrikeFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private static readonly StrikePoint[] Points =
        [StrikePoint.TurnBegun, StrikePoint.TurnEnded, StrikePoint.Bought, StrikePoint.ActivityBegun, StrikePoint.ActivityEnded];

    [Fact]
    public async Task Every_order_goes_on_within_90_seconds_and_is_bought_once()
    {
        List<(StrikePoint Point, string OrderId, Strike Strike)> struck = [];
        foreach (StrikePoint point in Points)
        {
            // The next one is struck while the last one waits.
            (string orderId, Strike strike) = await fixture.StrikeAsync(point, () => fixture.Pipeline.Host.Signal(Signals.Kill));
            struck.Add((point, orderId, strike));
            await fixture.Pipeline.WaitUntilReadyAsync();
        }

        await Task.WhenAll(struck.Select(one => fixture.FollowAsync(one.OrderId, one.Strike, Limit, $"host killed at {one.Point}")));
    }
}
