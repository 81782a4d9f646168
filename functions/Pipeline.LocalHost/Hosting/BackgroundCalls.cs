using System.Collections.Concurrent;
using Pipeline.LocalHost.Invocation;

namespace Pipeline.LocalHost.Hosting;

/// <summary>Calls that nobody waits for, until the host stops.</summary>
internal sealed class BackgroundCalls
{
    private readonly ConcurrentDictionary<Task, bool> _running = new();

    /// <summary>Cancels what is still running after the grace period.</summary>
    public CancellationToken Abandon { get; set; }

    /// <summary>Starts a call; its failure is in the log.</summary>
    public void Run(Func<CancellationToken, Task> call)
    {
        Task work = WithoutFailureAsync(call);
        _running[work] = true;
        _ = work.ContinueWith(
            done => _running.TryRemove(done, out _), CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Waits for the calls that run now.</summary>
    public Task DrainAsync() => Task.WhenAll(_running.Keys);

    private async Task WithoutFailureAsync(Func<CancellationToken, Task> call)
    {
        await Task.Yield();
        try
        {
            await call(Abandon);
        }
        catch (FunctionFailedException)
        {
            // The invoker has logged it.
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }
}
