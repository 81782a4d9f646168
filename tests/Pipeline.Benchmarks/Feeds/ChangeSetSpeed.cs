using System.Globalization;
using System.Text;
using CsvHelper;
using Pipeline.Core.Catalog;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds;

namespace Pipeline.Benchmarks.Feeds;

/// <summary>
/// P1: change set of a price file of 200,000 rows with 2 % changed rows and the usual dirt, against three readings of the
/// same file with all 44 columns: <c>GetRecords</c> of CsvHelper with its records kept and thrown away, and Sep with
/// every column as a string. All read from the page cache, on one thread, in turns. The medians of the processor time
/// count, since it does not depend on what else the machine does; the time on the clock is printed beside it.
/// </summary>
internal static class ChangeSetSpeed
{
    private const int Rows = 200_000;
    private const int Warmups = 30;
    private const int Rounds = 15;
    private const double KeptTarget = 10;
    private const double ThrownTarget = 4;
    private const double SepTarget = 4;

    public static async Task<int> RunAsync(string[] args)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using FeedFiles files = new();
        (string previous, string current) = files.WritePair(Rows, args.Contains("--clean"), args.Contains("--utf8"));
        FeedProfile profile = FeedProfileCatalog.Load("nl-price", null);
        FeedReader reader = new(TimeProvider.System);
        FeedStatistics statistics;
        await using (IFeedChangeSet first = await reader.CompareAsync(files.Comparison(profile, previous), null, CancellationToken.None))
        {
            statistics = first.Statistics;
        }

        FeedComparison comparison = files.Comparison(profile, current) with
        {
            PreviousFile = previous,
            PreviousProfile = profile,
            PreviousStatistics = statistics,
        };
        List<Cost> ours = [];
        List<Cost> thrown = [];
        List<Cost> kept = [];
        List<Cost> sep = [];
        FeedCounts counts = new();
        for (int round = -Warmups; round < Rounds; round++)
        {
            Cost thrownCost = Cost.Measure(() => CountRecords(current));
            Cost sepCost = Cost.Measure(() => SepStrings.Count(current));
            (Cost ourCost, counts) = await MeasureAsync(reader, comparison);
            if (round >= 0)
            {
                thrown.Add(thrownCost);
                sep.Add(sepCost);
                kept.Add(Cost.Measure(() => KeepRecords(current)));
                ours.Add(ourCost);
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P1 file {new FileInfo(current).Length / 1e6:F1} MB, {counts.Read} rows, {counts.Updated} changed, {counts.Failed} bad, {counts.Warnings} warnings; change set {Cost.Median(ours)}"));
        bool[] reached =
        [
            Print("GetRecords, records kept", Cost.Median(kept), Cost.Median(ours), KeptTarget),
            Print("GetRecords, records thrown away", Cost.Median(thrown), Cost.Median(ours), ThrownTarget),
            Print("Sep, all columns as strings", Cost.Median(sep), Cost.Median(ours), SepTarget),
        ];
        return reached.All(one => one) ? 0 : 1;
    }

    private static async Task<(Cost Cost, FeedCounts Counts)> MeasureAsync(FeedReader reader, FeedComparison comparison)
    {
        Cost start = Cost.Start();
        await using IFeedChangeSet changes = await reader.CompareAsync(comparison, null, CancellationToken.None);
        long read = Enumerable.Range(0, Buckets.Count).Sum(bucket => changes.Read(bucket).LongCount());
        Cost cost = start.Stop();
        FeedCounts counts = changes.Counts;
        return read == counts.Created + counts.Updated + counts.Removed && counts.AddUp
            ? (cost, counts)
            : throw new InvalidOperationException($"The change set has {read} changes and the counts {counts}.");
    }

    private static int CountRecords(string path)
    {
        using CsvReader csv = Open(path);
        int count = 0;
        foreach (PriceRecord record in csv.GetRecords<PriceRecord>())
        {
            count += record.IngramPartNumber.Length > 0 ? 1 : 0;
        }

        return count;
    }

    private static List<PriceRecord> KeepRecords(string path)
    {
        using CsvReader csv = Open(path);
        return [.. csv.GetRecords<PriceRecord>()];
    }

    private static CsvReader Open(string path) => CsvReader.Create(
        new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan),
        new CsvReaderOptions { Separator = ',', AllowLineBreaksInQuotes = false });

    private static bool Print(string rival, Cost theirs, Cost ours, double target)
    {
        double ratio = theirs.Processor / ours.Processor;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P1 {rival}: {theirs}, ratio {ratio:F1}, target {target:F0}: {(ratio >= target ? "reached" : "MISSED")}"));
        return ratio >= target;
    }
}
