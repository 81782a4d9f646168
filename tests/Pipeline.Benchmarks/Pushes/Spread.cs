using System.Globalization;

namespace Pipeline.Benchmarks.Pushes;

/// <summary>How many calls a second, and how long they took.</summary>
/// <param name="Calls">Calls.</param>
/// <param name="PerSecond">Calls a second, all callers together.</param>
/// <param name="P50">Median in milliseconds.</param>
/// <param name="P99">99th percentile in milliseconds.</param>
internal readonly record struct Spread(int Calls, double PerSecond, double P50, double P99)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{PerSecond:F0}/s, median {P50:F0} ms, p99 {P99:F0} ms");
}
