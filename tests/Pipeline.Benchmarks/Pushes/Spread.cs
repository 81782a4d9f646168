using System.Globalization;

namespace Pipeline.Benchmarks.Pushes;

/// <summary>How long calls took, in milliseconds.</summary>
/// <param name="Calls">Calls.</param>
/// <param name="P50">Median.</param>
/// <param name="P95">95th percentile.</param>
/// <param name="P99">99th percentile.</param>
internal readonly record struct Spread(int Calls, double P50, double P95, double P99)
{
    /// <summary>The spread of some times.</summary>
    public static Spread Of(IEnumerable<double> times)
    {
        double[] all = [.. times.Order()];
        return all.Length == 0
            ? throw new ArgumentException("There is no time.", nameof(times))
            : new Spread(all.Length, all[all.Length / 2], all[all.Length * 95 / 100], all[all.Length * 99 / 100]);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Calls} times, median {P50:F0} ms, p95 {P95:F0} ms, p99 {P99:F0} ms");
}
