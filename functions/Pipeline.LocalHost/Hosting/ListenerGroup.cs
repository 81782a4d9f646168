namespace Pipeline.LocalHost.Hosting;

/// <summary>Runs all listeners; one that fails is started again after a pause.</summary>
internal sealed partial class ListenerGroup(
    IReadOnlyList<ITriggerListener> listeners, TimeProvider time, ILogger<ListenerGroup> logger) : IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _noNewWork = new();
    private readonly CancellationTokenSource _abandon = new();
    private Task _running = Task.CompletedTask;

    public void Start() => _running = Task.WhenAll(listeners.Select(RunAsync));

    /// <summary>Takes no new work, waits for running calls up to the grace period, then lets go of them.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        await _noNewWork.CancelAsync();
        try
        {
            await _running.WaitAsync(grace, time);
        }
        catch (TimeoutException)
        {
            await _abandon.CancelAsync();
            await _running;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.Zero);
        _noNewWork.Dispose();
        _abandon.Dispose();
    }

    private async Task RunAsync(ITriggerListener listener)
    {
        ListenerStop stop = new(_noNewWork.Token, _abandon.Token);
        while (!_noNewWork.IsCancellationRequested)
        {
            try
            {
                await listener.RunAsync(stop);
            }
            catch (OperationCanceledException) when (_noNewWork.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                Log.Failed(logger, listener.Name, error);
                await Task.Delay(PauseAfterFailure, time, _noNewWork.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(71, LogLevel.Error, "The listener for {Source} failed and is started again")]
        public static partial void Failed(ILogger logger, string source, Exception error);
    }
}
