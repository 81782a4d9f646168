using Pipeline.Core.Distributors;
using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Core.Tests.Distributors;

public sealed class PatientCallTests
{
    private readonly HastyClock clock = new();
    private int calls;

    [Theory]
    [InlineData("FTP_UNREACHABLE")]
    [InlineData("FTP_BUSY")]
    [InlineData("SFTP_UNREACHABLE")]
    [InlineData("HTTP_UNREACHABLE")]
    [InlineData("HTTP_SERVER_ERROR")]
    public async Task What_may_pass_is_tried_four_times_with_growing_pauses(string code)
    {
        FeedTransportException fault = await Assert.ThrowsAsync<FeedTransportException>(() => RunAsync(() => throw Fault(code)));

        Assert.Equal(code, fault.Code);
        Assert.Equal(4, calls);
        Assert.Equal([2, 8, 30], clock.Waits);
    }

    [Fact]
    public async Task It_ends_with_the_first_answer()
    {
        Assert.Equal(7, await RunAsync(() => calls < 3 ? throw Fault("FTP_BUSY") : 7));

        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task The_server_is_left_alone_as_long_as_it_asks()
    {
        _ = await RunAsync(() => calls < 2 ? throw Fault("HTTP_SERVER_ERROR", TimeSpan.FromSeconds(17)) : 7);

        Assert.Equal([17], clock.Waits);
    }

    [Theory]
    [InlineData("FTP_LOGIN_REFUSED", null)]
    [InlineData("FEED_FILE_MISSING", null)]
    [InlineData("FTP_STALLED", null)]
    [InlineData("HTTP_SERVER_ERROR", 61)]
    public async Task What_does_not_pass_in_a_moment_is_left_to_the_next_run(string code, int? wait)
    {
        await Assert.ThrowsAsync<FeedTransportException>(() => RunAsync(() => throw Fault(code, wait is { } seconds ? TimeSpan.FromSeconds(seconds) : null)));

        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Callers_do_not_come_back_all_at_once()
    {
        await Assert.ThrowsAsync<FeedTransportException>(() => RunAsync(() => throw Fault("FTP_BUSY"), spread: 1));

        Assert.Equal([2.4, 9.6, 36], clock.Waits);
    }

    private static FeedTransportException Fault(string code, TimeSpan? wait = null) => new(code, "a fault", "a remedy", isTransient: true, null) { RetryAfter = wait };

    private Task<int> RunAsync(Func<int> call, double spread = 0) => PatientCall.RunAsync(
        () =>
        {
            calls++;
            return Task.FromResult(call());
        },
        spread,
        clock,
        default);

    /// <summary>A clock on which every wait is over at once; it remembers how long each was to last, in seconds.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public List<double> Waits { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(Math.Round(dueTime.TotalSeconds, 3));
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
