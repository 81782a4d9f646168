using Pipeline.TestSupport;

namespace Pipeline.Storage.Tests.Infrastructure;

public sealed class ManualTimeProviderTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Timers_run_in_the_order_they_fall_due_and_see_their_own_instant()
    {
        ManualTimeProvider clock = new(Start);
        List<string> seen = [];
        using ITimer late = clock.CreateTimer(_ => seen.Add($"late {clock.GetUtcNow():HH:mm:ss}"), null, TimeSpan.FromSeconds(9), Timeout.InfiniteTimeSpan);
        using ITimer often = clock.CreateTimer(_ => seen.Add($"often {clock.GetUtcNow():HH:mm:ss}"), null, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(4));

        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(["often 06:00:04", "often 06:00:08", "late 06:00:09"], seen);
        Assert.Equal(Start.AddSeconds(10), clock.GetUtcNow());
    }

    [Fact]
    public async Task A_delay_ends_when_the_clock_reaches_it_and_not_before()
    {
        ManualTimeProvider clock = new(Start);
        Task delay = Task.Delay(TimeSpan.FromMinutes(1), clock);

        clock.Advance(TimeSpan.FromSeconds(59));
        bool early = delay.IsCompleted;
        clock.Advance(TimeSpan.FromSeconds(1));
        await delay;

        Assert.False(early);
        Assert.Equal(0, clock.WaitingTimers);
    }
}
