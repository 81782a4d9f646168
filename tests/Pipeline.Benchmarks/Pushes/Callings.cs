using System.Diagnostics;

namespace Pipeline.Benchmarks.Pushes;

/// <summary>Calls one thing from many callers for a while, each as soon as its last call has ended.</summary>
internal static class Callings
{
    /// <summary>Measures them.</summary>
    public static async Task<Spread> RunAsync(int callers, TimeSpan duration, Func<Task> call)
    {
        List<double>[] times = [.. Enumerable.Range(0, callers).Select(static _ => new List<double>())];
        long began = Stopwatch.GetTimestamp();
        await Task.WhenAll(times.Select(own => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(began) < duration)
            {
                long start = Stopwatch.GetTimestamp();
                await call();
                own.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        })));
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        double[] all = [.. times.SelectMany(static own => own).Order()];
        return new Spread(all.Length, all.Length / seconds, all[all.Length / 2], all[all.Length * 99 / 100]);
    }
}
