namespace Pipeline.Core.Exchanges;

/// <summary>What a run asks of its partner, counted while it goes; several may count at once.</summary>
public sealed class RunCost
{
    private int calls;
    private int pages;
    private long throttled;

    /// <summary>Calls, each try of them.</summary>
    public int Calls => Volatile.Read(ref calls);

    /// <summary>Pages of lists.</summary>
    public int Pages => Volatile.Read(ref pages);

    /// <summary>Milliseconds for which it waited because the partner asked for it, or answered that it could not.</summary>
    public long ThrottledMs => Volatile.Read(ref throttled) / TimeSpan.TicksPerMillisecond;

    /// <summary>Counts a call.</summary>
    public void Call() => Interlocked.Increment(ref calls);

    /// <summary>Counts a page.</summary>
    public void Page() => Interlocked.Increment(ref pages);

    /// <summary>Adds a wait.</summary>
    public void Wait(TimeSpan pause) => Interlocked.Add(ref throttled, pause.Ticks);
}
