using System.Globalization;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.TestSupport;

namespace Pipeline.Benchmarks.Starts;

/// <summary>
/// P6: from the start of the published app's worker to its first answered call, and from the start of the local host to the
/// first answer through it, beside a bare web app.
/// </summary>
/// <remarks>Needs the published app (./test.sh publishes it).</remarks>
internal static class ColdStart
{
    private const int DefaultStarts = 9;
    private const double WorkerLimit = 900;
    private const double HostLimit = 4000;

    /// <summary>Starts each in turn, prints the spread; 1 when a median is over its limit.</summary>
    /// <param name="args">Number of starts.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        int starts = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultStarts;
        string bareFolder = await Publication.MakeAsync("tests/Pipeline.BareWebApp");
        await using AzuriteServer azurite = await AzuriteServer.StartAsync(CancellationToken.None);
        Environment.SetEnvironmentVariable("AzureWebJobsStorage", azurite.ConnectionString);
        DirectoryInfo data = Directory.CreateTempSubdirectory("cold-start-");
        await using WorkerStart worker = await WorkerStart.OpenAsync(BuiltParts.App);
        StartedProcess host = new(LocalHost(), new Dictionary<string, string>(), Health)
        {
            Arguments = port => [BuiltParts.App, "--port", port.ToString(CultureInfo.InvariantCulture), "--data", data.FullName],
        };
        StartedProcess bare = new(Path.Combine(bareFolder, "Pipeline.BareWebApp"), new Dictionary<string, string>(), Health);
        List<double> loaded = [], answered = [], processor = [], hosts = [], bares = [];

        // One start of each comes first to fill the file cache and to make tables and containers, then they take turns.
        for (int start = -1; start < starts; start++)
        {
            double before = ChildrenMilliseconds();
            (double load, double answer) = await worker.MeasureAsync();
            double used = ChildrenMilliseconds() - before;
            double hostTime = await host.MeasureAsync();
            double bareTime = await bare.MeasureAsync();
            if (start >= 0)
            {
                loaded.Add(load);
                answered.Add(answer);
                processor.Add(used);
                hosts.Add(hostTime);
                bares.Add(bareTime);
            }
        }

        data.Delete(recursive: true);
        _ = Print("worker, functions loaded", loaded);
        double workerMedian = Print("worker, first call answered", answered);
        _ = Print("worker, processor time until then", processor);
        double hostMedian = Print("local host, first answer", hosts);
        double rival = Print("bare web app, first answer", bares);
        bool isReached = workerMedian <= WorkerLimit && hostMedian <= HostLimit;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P6: worker {workerMedian:F0} ms, limit {WorkerLimit:F0} ms, {workerMedian / rival:F1} times the bare web app; local host {hostMedian:F0} ms, limit {HostLimit:F0} ms, {hostMedian / rival:F1} times: {(isReached ? "reached" : "MISSED")}"));
        return isReached ? 0 : 1;
    }

    // Built with this program, in the same configuration.
    private static string LocalHost() => Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Pipeline.LocalHost", new DirectoryInfo(AppContext.BaseDirectory).Name, "Pipeline.LocalHost"));

    private static HttpRequestMessage Health() => new(HttpMethod.Get, new Uri("/api/health", UriKind.Relative));

    /// <summary>Processor time of all processes that this one has started and seen the end of; Linux counts in hundredths of a second.</summary>
    private static double ChildrenMilliseconds()
    {
        string stat = File.ReadAllText("/proc/self/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return 10 * fields[13..15].Sum(static field => double.Parse(field, CultureInfo.InvariantCulture));
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
