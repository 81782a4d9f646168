using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Benchmarks.Feeds;
using Pipeline.Scenarios.Infrastructure;

namespace Pipeline.Benchmarks.Imports;

/// <summary>
/// P5: from the landed blob to changed rows that can be read over HTTP, for a price file of 200,000 rows of which 2 %
/// changed, through the whole system: FTP server, local host, published app, emulator. Beside it the same for the file
/// before it, which has no previous one: what every file would cost if the import did not compare.
/// </summary>
/// <remarks>Needs the published app and the local host, as the scenarios do (./test.sh builds both).</remarks>
internal static class ChangedFeed
{
    private const int DefaultRows = 200_000;
    private const int Watched = 50;
    private const double TargetSeconds = 10;
    private static readonly DateTimeOffset Morning = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

    /// <summary>Runs the figure; 1 when it is missed.</summary>
    /// <param name="args">Rows of the file.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        int rows = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultRows;
        using FeedFiles files = new();
        _ = files.WritePair(rows, clean: false, utf8: false);
        string[] changed = ChangedArticles(files);
        await using PipelineSystem system = await PipelineSystem.StartAsync();
        LandedFeed feed = new(system);

        // Nobody knows which row comes last: the first file counts until its execution ends.
        (_, double whole, JsonNode first) = await feed.MeasureAsync(files.Previous, Morning, [], version: 1);
        Print("file without a previous one", whole, first);
        string[] watched = await feed.AtVersionAsync(changed, version: 1);
        (double seconds, double end, JsonNode second) = await feed.MeasureAsync(files.Current, Morning.AddHours(1), watched, version: 2);
        Print("file with 2 % changed", end, second);

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P5 landed to queryable {seconds:F1} s ({watched.Length} changed rows watched), without comparing {whole:F1} s, {whole / seconds:F0} times as long; target {TargetSeconds:F0} s: {(seconds <= TargetSeconds ? "reached" : "MISSED")}"));
        return seconds <= TargetSeconds ? 0 : 1;
    }

    private static void Print(string what, double seconds, JsonNode execution) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"P5 {what}: execution ended after {seconds:F1} s, {(string?)execution["status"]}, {execution["counts"]!.ToJsonString()}"));

    // Articles of one row each that differ between the files, evenly from the whole file.
    private static string[] ChangedArticles(FeedFiles files)
    {
        HashSet<string> before = new(File.ReadLines(files.Previous, Encoding.Latin1), StringComparer.Ordinal);
        ILookup<string, string> lines = File.ReadLines(files.Current, Encoding.Latin1)
            .Skip(1)
            .ToLookup(line => line[..line.IndexOf(',', StringComparison.Ordinal)], StringComparer.Ordinal);
        string[] all =
        [
            .. lines
                .Where(article => article.Count() == 1 && article.Key.Length > 0 && article.Key.All(char.IsAsciiDigit))
                .Where(article => !before.Contains(article.Single()))
                .Select(article => article.Key.TrimStart('0')),
        ];
        int step = Math.Max(1, all.Length / Watched);
        return [.. all.Where((_, index) => index % step == 0)];
    }
}
