using System.Diagnostics;
using System.Globalization;
using Pipeline.Benchmarks.Orders;
using Pipeline.Benchmarks.Pushes;

namespace Pipeline.Benchmarks.Pages;

/// <summary>How fast a page answers, and what it reads for it.</summary>
internal sealed class PageFigure(string address)
{
    private readonly List<double> times = [];
    private readonly List<int> reads = [];
    private int bytes;

    /// <summary>Its address.</summary>
    public string Address => address;

    /// <summary>How long answers took.</summary>
    public Spread Times => Spread.Of(times);

    /// <summary>Reads of storage for an answer; the median.</summary>
    public int Reads => reads.Order().ElementAt(reads.Count / 2);

    /// <summary>Asks for it once.</summary>
    /// <exception cref="HttpRequestException">It is no success.</exception>
    public async Task AskAsync(HttpClient http, CountedStorage storage, bool counts)
    {
        _ = storage.Take();
        long began = Stopwatch.GetTimestamp();
        byte[] body = await http.GetByteArrayAsync(new Uri(address, UriKind.Relative));
        double time = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        if (counts)
        {
            times.Add(time);
            reads.Add(storage.Take().Count(static operation => operation is { IsUpkeep: false, IsMessage: false, Owner: "app" }));
            bytes = body.Length;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"P11 {Address}: {Times}, {Reads} reads, {bytes / 1024.0:F0} kB");
}
