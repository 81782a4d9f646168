using System.Diagnostics;

namespace Pipeline.Benchmarks.Pushes;

/// <summary>Calls one thing many times and measures each call.</summary>
internal static class Callings
{
    /// <summary>Calls from many callers for a while, each as soon as its last call has ended.</summary>
    /// <returns>Calls, and calls a second.</returns>
    public static async Task<(int Calls, double PerSecond)> KeepBusyAsync(int callers, TimeSpan duration, Func<Task> call)
    {
        int calls = 0;
        long began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(began) < duration)
            {
                await call();
                Interlocked.Increment(ref calls);
            }
        })));
        return (calls, calls / Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    /// <summary>Calls at a rate, whether the calls before have ended or not.</summary>
    /// <param name="count">Calls.</param>
    /// <param name="perSecond">Rate.</param>
    /// <param name="call">Gets the number of the call from 0; tells whether it went well.</param>
    /// <returns>
    /// Milliseconds of each call that went well, from the moment when it was due: a sender that lags behind makes no call look
    /// quicker.
    /// </returns>
    public static async Task<List<double>> AtRateAsync(int count, int perSecond, Func<int, Task<bool>> call)
    {
        long began = Stopwatch.GetTimestamp();
        List<Task<double?>> calls = [];
        for (int number = 0; number < count; number++)
        {
            TimeSpan due = TimeSpan.FromSeconds((double)number / perSecond);
            TimeSpan ahead = due - Stopwatch.GetElapsedTime(began);
            if (ahead > TimeSpan.Zero)
            {
                await Task.Delay(ahead, TimeProvider.System);
            }

            calls.Add(MeasureAsync(number, due));
        }

        return [.. (await Task.WhenAll(calls)).OfType<double>()];

        async Task<double?> MeasureAsync(int number, TimeSpan due) =>
            await call(number) ? (Stopwatch.GetElapsedTime(began) - due).TotalMilliseconds : null;
    }
}
