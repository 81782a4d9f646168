namespace Pipeline.Functions.Hosting;

/// <summary>The clock of one run; disposed when the run ends.</summary>
internal sealed class FunctionDeadline : IDisposable
{
    private readonly CancellationTokenSource clock;
    private readonly CancellationTokenSource linked;

    public FunctionDeadline(TimeSpan after, TimeProvider time, CancellationToken stop)
    {
        clock = new CancellationTokenSource(after, time);
        linked = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, stop);
    }

    /// <summary>Falls at the deadline, or earlier when the run is to stop.</summary>
    public CancellationToken Token => linked.Token;

    public void Dispose()
    {
        linked.Dispose();
        clock.Dispose();
    }
}
