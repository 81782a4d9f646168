namespace Pipeline.Core.Flows.Running;

/// <summary>Shows that an execution lives, and stops it when a person cancels it or its claim is lost.</summary>
internal sealed class FlowHeartbeat : IAsyncDisposable
{
    private readonly Execution execution;
    private readonly FlowClaimKeeper claims;
    private readonly IExecutionStore executions;
    private readonly FlowLimits limits;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource work;
    private readonly CancellationTokenSource stop = new();
    private readonly Task beating;

    public FlowHeartbeat(
        Execution execution, FlowClaimKeeper claims, IExecutionStore executions, FlowLimits limits, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        (this.execution, this.claims, this.executions) = (execution, claims, executions);
        (this.limits, this.clock) = (limits, clock);
        work = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        beating = BeatAsync();
    }

    /// <summary>Cancelled when the work must stop.</summary>
    public CancellationToken Work => work.Token;

    /// <summary>Whether another execution or process has taken over; nothing more may be written.</summary>
    public bool IsClaimLost { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await beating;
        stop.Dispose();
        work.Dispose();
    }

    private async Task BeatAsync()
    {
        using PeriodicTimer timer = new(limits.Heartbeat, clock);
        DateTimeOffset lastBeat = clock.GetUtcNow();
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token) && !work.IsCancellationRequested)
            {
                try
                {
                    await BeatOnceAsync();
                    lastBeat = clock.GetUtcNow();
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    // Storage may be away for a while; the work stops when others may take it for lost.
                    if (clock.GetUtcNow() - lastBeat > limits.Silence)
                    {
                        await LoseAsync();
                    }
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The work is over.
        }
    }

    private async Task BeatOnceAsync()
    {
        if (!await claims.RenewAsync(execution, stop.Token))
        {
            await LoseAsync();
            return;
        }

        Execution stored = await executions.UpdateAsync(
            execution.Id,
            state => state.Status is ExecutionStatus.Running or ExecutionStatus.Cancelling
                ? state with { HeartbeatAt = clock.GetUtcNow() }
                : state,
            stop.Token);
        if (stored.Status is ExecutionStatus.Cancelling)
        {
            await work.CancelAsync();
        }
    }

    private Task LoseAsync()
    {
        IsClaimLost = true;
        return work.CancelAsync();
    }
}
