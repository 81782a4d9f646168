namespace Microsoft.DurableTask.Execution;

/// <summary>The time a turn may take.</summary>
internal sealed class TurnClock(TimeProvider time, TimeSpan limit, CancellationToken stop)
{
    private readonly long _start = time.GetTimestamp();
    private bool _isPast;

    /// <summary>Ends a turn that has taken too long, or one of a host that is stopping.</summary>
    /// <exception cref="TurnAbandonedException">The limit has passed.</exception>
    public void ThrowIfPast()
    {
        if (_isPast || stop.IsCancellationRequested || time.GetElapsedTime(_start) > limit)
        {
            // Stays so whatever the code catches.
            _isPast = true;
            throw new TurnAbandonedException(stop.IsCancellationRequested ? "The app is stopping." : "The turn took too long.");
        }
    }
}
