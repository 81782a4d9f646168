using Pipeline.Faults.Time;

namespace Pipeline.Faults.Hosting;

/// <summary>Plays the timer trigger of the Functions host: calls a function again and again; a failure waits for the next time.</summary>
/// <param name="process">Whose function it calls.</param>
/// <param name="first">When it is called first, from the start of the process.</param>
/// <param name="every">The time between two calls.</param>
/// <param name="function">The function.</param>
public sealed class TimerHost(Incarnation process, TimeSpan first, TimeSpan every, Func<Task> function)
{
    /// <summary>Begins to call.</summary>
    public void Start() => process.Run(RunAsync);

    private async Task RunAsync()
    {
        await Task.Delay(first, process.Clock);
        while (true)
        {
            try
            {
                await function();
            }
            catch (Exception failure)
            {
                process.Report(failure);
            }

            await Task.Delay(every, process.Clock);
        }
    }
}
