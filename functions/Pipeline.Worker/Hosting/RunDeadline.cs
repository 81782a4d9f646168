namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>The clock of one run; disposed when the run ends.</summary>
internal sealed class RunDeadline : IDisposable
{
    private readonly CancellationTokenSource _clock;
    private readonly CancellationTokenSource _linked;

    public RunDeadline(TimeSpan cancelAfter, TimeProvider time, CancellationToken aborted, CancellationToken stopping)
    {
        _clock = new CancellationTokenSource(cancelAfter, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(_clock.Token, aborted, stopping);
    }

    public CancellationToken Token => _linked.Token;

    public void Dispose()
    {
        _linked.Dispose();
        _clock.Dispose();
    }
}
