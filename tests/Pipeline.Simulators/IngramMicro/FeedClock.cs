namespace Pipeline.Simulators.IngramMicro;

/// <summary>Lets simulated hours pass at the speed asked for, and moves the faults that move twice a second.</summary>
internal sealed class FeedClock(FeedFolder folder, SimulatorOptions options, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan StepEvery = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        TickAsync(StepEvery, () => folder.Step(), stoppingToken),
        options.HourSeconds > 0
            ? TickAsync(TimeSpan.FromSeconds(options.HourSeconds), () => folder.Advance(1), stoppingToken)
            : Task.CompletedTask);

    private async Task TickAsync(TimeSpan period, Action tick, CancellationToken cancellation)
    {
        using PeriodicTimer timer = new(period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                tick();
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The host stops: so does the simulated clock.
        }
    }
}
