using System.Globalization;
using System.Text;
using CsvHelper;
using Pipeline.Core.Catalog;
using Pipeline.Core.Feeds;
using Pipeline.Partners.Feeds;

namespace Pipeline.Benchmarks.Feeds;

/// <summary>
/// P1: change set of a price file of 200,000 rows with 2 % changed rows, against <c>GetRecords</c> with all 44 columns of
/// the same file. Both read from the page cache, on one thread, in turns. The medians of the processor time count, since
/// it does not depend on what else the machine does; the time on the clock is printed beside it.
/// </summary>
internal static class ChangeSetSpeed
{
    private const int Rows = 200_000;
    private const int Warmups = 30;
    private const int Rounds = 15;
    private const double Target = 10;

    public static async Task<int> RunAsync(string[] args)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using FeedFiles files = new();
        (string previous, string current) = files.WritePair(Rows, args.Contains("--clean"), args.Contains("--utf8"));
        FeedProfile profile = FeedProfiles.Load("nl-price", null);
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
        List<Cost> theirs = [];
        List<Cost> kept = [];
        FeedCounts counts = new();
        int records = 0;
        for (int round = -Warmups; round < Rounds; round++)
        {
            Cost theirCost = Cost.Measure(() => records = CountRecords(current));
            (Cost ourCost, counts) = await MeasureAsync(reader, comparison);
            if (round >= 0)
            {
                theirs.Add(theirCost);
                kept.Add(Cost.Measure(() => records = KeepRecords(current).Count));
                ours.Add(ourCost);
            }
        }

        return Print(new FileInfo(current).Length, counts, records, Cost.Median(ours), Cost.Median(theirs), Cost.Median(kept));
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

    private static int Print(long bytes, FeedCounts counts, int records, Cost ours, Cost theirs, Cost kept)
    {
        double ratio = theirs.Processor / ours.Processor;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P1 file {bytes / 1e6:F1} MB, {counts.Read} rows, {counts.Updated} changed, {counts.Created} new, {counts.Removed} gone; both from the page cache"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"P1 change set {ours}; GetRecords {theirs}, with the {records} records kept {kept}"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P1 ratio {ratio:F1} (records kept: {kept.Processor / ours.Processor:F1}), target {Target:F0}: {(ratio >= Target ? "reached" : "MISSED")}"));
        return ratio >= Target ? 0 : 1;
    }
}
