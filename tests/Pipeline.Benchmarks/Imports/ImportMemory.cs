using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Benchmarks.Feeds;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.TestSupport;

namespace Pipeline.Benchmarks.Imports;

/// <summary>
/// P3, importing: growth of the published app's working set while a price file of 200,000 rows comes in, from FTP to the
/// catalogue's tables: the first one, and in a fresh process one with 2 % changed rows. The largest working set counts.
/// </summary>
/// <remarks>Needs the published app and the local host, as the scenarios do (./test.sh builds both).</remarks>
internal static class ImportMemory
{
    private const int DefaultRows = 200_000;
    private const double TargetMegabytes = 128;
    private static readonly DateTimeOffset Morning = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

    /// <summary>Runs the figure; 1 when it is missed.</summary>
    /// <param name="args">Rows of the file.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        int rows = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultRows;
        using FeedFiles files = new();
        _ = files.WritePair(rows, clean: false, utf8: false);
        await using PipelineSystem system = await PipelineSystem.StartAsync();
        LandedFeed feed = new(system);

        bool first = await MeasureAsync("first file", system, feed, files.Previous, Morning);
        // A lock that its holder takes to the grave would make the next import wait.
        BlobClient held = new(system.Storage.ConnectionString, "feed-locks", ImportRig.Feed.ToString());
        await WaitFor.TrueAsync(
            async () => (await held.GetPropertiesAsync()).Value.LeaseState is not LeaseState.Leased,
            TimeSpan.FromMinutes(1),
            "the feed is free");
        _ = system.KillWorker();
        await WaitFor.TrueAsync(
            async () => await system.TryGetAsync("/api/ready") is not null,
            TimeSpan.FromMinutes(1),
            "the app is ready again");
        bool changed = await MeasureAsync("changed file", system, feed, files.Current, Morning.AddHours(1));
        return first && changed ? 0 : 1;
    }

    private static async Task<bool> MeasureAsync(
        string what, PipelineSystem system, LandedFeed feed, string file, DateTimeOffset modified)
    {
        WorkingSet memory = WorkingSet.Of(system.WorkerId);
        (_, double seconds, JsonNode execution) = await feed.MeasureAsync(file, modified, [], version: 1);
        double growth = memory.Growth;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P3 {what}: {(string?)execution["status"]} in {seconds:F0} s, {execution["counts"]!.ToJsonString()}"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P3 {what}: working set {memory.Before:F0} MB before, grew by {growth:F0} MB, target {TargetMegabytes:F0}: {(growth <= TargetMegabytes ? "reached" : "MISSED")}"));
        return growth <= TargetMegabytes;
    }
}
