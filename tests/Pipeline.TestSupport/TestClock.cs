using Microsoft.Extensions.Time.Testing;

namespace Pipeline.TestSupport;

/// <summary>A clock that stands still until a test moves it, and tells how often code under test has begun to wait.</summary>
public sealed class TestClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private int timersMade;

    /// <summary>Starts the clock at 10 March 2026, 06:00 UTC, a Tuesday.</summary>
    public TestClock()
        : this(new DateTimeOffset(2026, 3, 10, 6, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>How many timers were made so far; each is set when it is counted.</summary>
    public int TimersMade => Volatile.Read(ref timersMade);

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        _ = Interlocked.Increment(ref timersMade);
        return timer;
    }
}
