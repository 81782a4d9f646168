namespace SampleApp;

/// <summary>A background service that ends with an exception as soon as the app has started.</summary>
public sealed class BreakingService(IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        using CancellationTokenRegistration registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        throw new InvalidOperationException("broken on purpose");
    }
}
