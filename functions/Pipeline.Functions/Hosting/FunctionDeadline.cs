namespace Pipeline.Functions.Hosting;

/// <summary>The clock of one run; disposed when the run ends.</summary>
internal sealed class FunctionDeadline : IDisposable
{
    private readonly CancellationTokenSource late;
    private readonly CancellationTokenSource linked;

    public FunctionDeadline(TimeSpan after, TimeProvider clock, CancellationToken stop)
    {
        late = new CancellationTokenSource(after, clock);
        linked = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
    }

    /// <summary>Falls at the deadline, or earlier when the run is to stop.</summary>
    public CancellationToken Token => linked.Token;

    public void Dispose()
    {
        linked.Dispose();
        late.Dispose();
    }
}
