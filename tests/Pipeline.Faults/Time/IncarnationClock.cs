namespace Pipeline.Faults.Time;

/// <summary>Simulated time as one incarnation sees it: its timers fire only while it lives.</summary>
internal sealed class IncarnationClock(Incarnation process) : TimeProvider
{
    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => process.Simulation.Now;

    /// <inheritdoc />
    public override long GetTimestamp() => process.Simulation.Now.UtcTicks;

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        SimulatedTimer timer = new(process, () => callback(state));
        _ = timer.Change(dueTime, period);
        return timer;
    }

    private sealed class SimulatedTimer(Incarnation process, Action callback) : ITimer
    {
        // A change makes events that are under way void.
        private int version;
        private bool isDisposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            version++;
            if (!isDisposed && dueTime != Timeout.InfiniteTimeSpan)
            {
                Schedule(dueTime, period, version);
            }

            return !isDisposed;
        }

        public void Dispose()
        {
            isDisposed = true;
            version++;
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Schedule(TimeSpan due, TimeSpan period, int planned) => process.Simulation.After(due, () =>
        {
            if (planned == version && process.IsAlive)
            {
                if (period > TimeSpan.Zero)
                {
                    Schedule(period, period, planned);
                }

                callback();
            }
        });
    }
}
