using Pipeline.Core.Executions;

namespace Pipeline.Core.Flows;

/// <summary>Keeps the record of a running execution up to date: step, rows done, rows per second, heartbeat.</summary>
/// <remarks>
/// Progress may be reported as often as the work likes; it is written about once a second, so a watcher sees it move and
/// the work does not wait for storage. A write that fails is tried again at the next tick: progress is not the truth.
/// </remarks>
public sealed class ExecutionReporter : IProgress<FeedProgress>, IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly IExecutionStore executions;
    private readonly IExecutionObserver observer;
    private readonly TimeProvider clock;
    private readonly string id;
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private readonly Task loop;
    private bool stopped;
    private string step = "reading";
    private long stepStarted;
    private FeedProgress latest;

    /// <summary>Starts reporting for an execution that is stored.</summary>
    public ExecutionReporter(IExecutionStore executions, IExecutionObserver observer, TimeProvider clock, string id)
    {
        this.executions = executions;
        this.observer = observer;
        this.clock = clock;
        this.id = id;
        stepStarted = clock.GetTimestamp();
        loop = RunAsync();
    }

    /// <summary>Begins a step: <c>landing</c>, <c>reading</c> or <c>applying</c>.</summary>
    public void Begin(string name, long? expected)
    {
        lock (gate)
        {
            step = name;
            stepStarted = clock.GetTimestamp();
            latest = new FeedProgress(0, expected);
        }
    }

    /// <inheritdoc/>
    public void Report(FeedProgress value)
    {
        lock (gate)
        {
            latest = value with { Expected = value.Expected ?? latest.Expected };
        }
    }

    /// <summary>How far the run has come at this moment.</summary>
    public ExecutionProgress Current()
    {
        lock (gate)
        {
            double seconds = clock.GetElapsedTime(stepStarted).TotalSeconds;
            long? rate = seconds > 0.05 ? (long)(latest.Done / seconds) : null;
            return new ExecutionProgress
            {
                Step = step,
                Done = latest.Done,
                Expected = latest.Expected,
                RowsPerSecond = rate,
            };
        }
    }

    /// <summary>Stops reporting; nothing is written afterwards. May be called again.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stopped)
        {
            return;
        }

        stopped = true;
        await stop.CancelAsync();
        await loop;
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                await WriteAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped: the end of the run is written by the run itself.
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            ExecutionProgress progress = Current();
            Execution written = await executions.UpdateAsync(
                id,
                e => e.IsFinished ? e : e with { Progress = progress, HeartbeatAt = clock.GetUtcNow() },
                stop.Token);
            observer.Progressed(written);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The next tick tries again; the work itself meets the same storage and reports its own failure.
            observer.ProgressLost(id, e);
        }
    }
}
