using System.Diagnostics;

namespace Pipeline.Benchmarks.Feeds;

/// <summary>What a piece of work took.</summary>
/// <param name="Clock">Milliseconds on the clock.</param>
/// <param name="Processor">Milliseconds of processor time, all threads of this process.</param>
internal readonly record struct Cost(double Clock, double Processor)
{
    public static Cost Start()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Now();
    }

    public static Cost Measure(Action work)
    {
        Cost start = Start();
        work();
        return start.Stop();
    }

    public static Cost Median(IReadOnlyCollection<Cost> costs) => new(
        costs.Select(cost => cost.Clock).Order().ElementAt(costs.Count / 2),
        costs.Select(cost => cost.Processor).Order().ElementAt(costs.Count / 2));

    public Cost Stop()
    {
        Cost now = Now();
        return new Cost(now.Clock - Clock, now.Processor - Processor);
    }

    public override string ToString() => FormattableString.Invariant($"{Processor:F1} ms ({Clock:F1} ms on the clock)");

    private static Cost Now() => new(
        Stopwatch.GetTimestamp() * 1000.0 / Stopwatch.Frequency, Environment.CpuUsage.TotalTime.TotalMilliseconds);
}
