using System.Globalization;
using Pipeline.Benchmarks.Pushes;
using Pipeline.TestSupport;

namespace Pipeline.Benchmarks.Starts;

/// <summary>
/// P6: process start to the first answered <c>/api/health</c> of the published app, and to the first accepted push, beside
/// a bare web app.
/// </summary>
internal static class ColdStart
{
    private const int DefaultStarts = 15;
    private const double LimitMilliseconds = 500;
    private const string PushKey = "benchmark";
    private static int pushes;

    /// <summary>Publishes both apps, starts each in turn, prints the spread; 1 when a median is over the limit.</summary>
    /// <param name="args">Number of starts; then, to skip publishing, the folders of the app and of the bare app.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        int starts = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultStarts;
        string[] folders = args.Length == 3
            ? args[1..]
            : [await Publication.MakeAsync("functions/Pipeline.Functions"), await Publication.MakeAsync("tests/Pipeline.BareWebApp")];
        await using AzuriteServer azurite = await AzuriteServer.StartAsync(CancellationToken.None);
        Dictionary<string, string> settings = new()
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["Distributors__IngramMicro__Push__Key"] = PushKey,
        };
        string app = Path.Combine(folders[0], "Pipeline.Functions");
        (StartedProcess Process, List<double> Times)[] runs =
        [
            (new StartedProcess(app, settings, Health), []),
            (new StartedProcess(app, settings, Push), []),
            (new StartedProcess(Path.Combine(folders[1], "Pipeline.BareWebApp"), settings, Health), []),
        ];

        // One start of each comes first to fill the file cache and to make the tables, then they take turns.
        for (int start = -1; start < starts; start++)
        {
            foreach ((StartedProcess process, List<double> times) in runs)
            {
                double time = await process.MeasureAsync();
                if (start >= 0)
                {
                    times.Add(time);
                }
            }
        }

        double health = Print("function app, health", runs[0].Times);
        double push = Print("function app, first accepted push", runs[1].Times);
        double rival = Print("bare web app, health", runs[2].Times);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P6: median {health:F0} ms to health, {push:F0} ms to the first accepted push, limit {LimitMilliseconds:F0} ms; {health / rival:F2} and {push / rival:F2} times the bare web app"));
        return Math.Max(health, push) <= LimitMilliseconds ? 0 : 1;
    }

    private static HttpRequestMessage Health() => new(HttpMethod.Get, new Uri("/api/health", UriKind.Relative));

    // Another message each time: a known one would be answered from what is stored.
    private static HttpRequestMessage Push()
    {
        ByteArrayContent content = new(PushedApp.Body(Interlocked.Increment(ref pushes)));
        content.Headers.ContentType = new("text/xml");
        return new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/notifications/ingram-micro/{PushKey}", UriKind.Relative)) { Content = content };
    }

    private static double Print(string name, List<double> times)
    {
        times.Sort();
        double median = times[times.Count / 2];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {times.Count} starts, least {times[0]:F0} ms, median {median:F0} ms, most {times[^1]:F0} ms"));
        return median;
    }
}
