namespace Pipeline.Scenarios.Infrastructure;

/// <summary>Runs the app's sweeps every few seconds instead of every minute, until it is disposed.</summary>
internal sealed class FrequentSweeps : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource end = new();
    private readonly Task running;

    private FrequentSweeps(PipelineSystem system, string[] functions) => running = RunAsync(system, functions);

    /// <summary>Begins.</summary>
    public static FrequentSweeps Start(PipelineSystem system, params string[] functions) => new(system, functions);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await running;
        end.Dispose();
    }

    private async Task RunAsync(PipelineSystem system, string[] functions)
    {
        using var timer = new PeriodicTimer(Pause);
        try
        {
            while (await timer.WaitForNextTickAsync(end.Token))
            {
                foreach (string function in functions)
                {
                    await TryAsync(system, function);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private static async Task TryAsync(PipelineSystem system, string function)
    {
        try
        {
            await system.RunNowAsync(function);
        }
        catch (HttpRequestException)
        {
            // The host is being killed; the next time will do.
        }
    }
}
