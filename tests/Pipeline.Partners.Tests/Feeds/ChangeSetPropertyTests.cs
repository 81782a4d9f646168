using System.Globalization;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds;

namespace Pipeline.Partners.Tests.Feeds;

public sealed class ChangeSetPropertyTests : IDisposable
{
    private static readonly FeedProfile Profile = FeedProfileCatalog.Load("stock", null) with
    {
        Encoding = "windows-1252",
        Header = HeaderRule.Present,
    };

    private readonly FeedFolder folder = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    [InlineData(2_000)]
    [InlineData(3_000)]
    public async Task Change_set_equals_the_slow_way_on_random_files(int firstSeed)
    {
        for (int seed = firstSeed; seed < firstSeed + 100; seed++)
        {
            try
            {
                await CompareThreeFilesAsync(new Random(seed));
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}: {exception.Message}", exception);
            }
        }
    }

    [Fact]
    public async Task Buckets_may_be_read_at_the_same_time_and_broken_off()
    {
        string rows = string.Concat(Enumerable.Range(1, 3000).Select(i => $"{i},NL01,{i % 7},0\n"));
        string file = folder.Write("Ingram Part Number,Plant,Availability (Local Stock),Availability (Central Stock)\n" + rows);
        FeedReader reader = new(TimeProvider.System) { KeptChanges = 0, SpillBytes = 10_000 };
        await using IFeedChangeSet changes = await folder.CompareAsync(Profile, file, null, reader);

        Assert.NotNull(changes.Read(0).First());
        int[] counts = await Task.WhenAll(Enumerable.Range(0, 256).Select(bucket => Task.Run(() => changes.Read(bucket).Count())));

        Assert.Equal(3000, counts.Sum());
    }

    [Fact]
    public async Task Only_a_changed_article_says_what_it_was()
    {
        const string Header = "Ingram Part Number,Plant,Availability (Local Stock),Availability (Central Stock)\n";
        FeedFolder.Accepted before = await folder.AcceptAsync(Profile, folder.Write(Header + "1,NL01,5,0\n2,NL01,6,0\n"));
        await using IFeedChangeSet changes = await folder.CompareAsync(Profile, folder.Write(Header + "1,NL01,4,0\n3,NL01,7,0\n"), before);

        Assert.Equal(
            ["1 Changed: 5 to 4", "2 Removed:  to 6", "3 Added:  to 7"],
            FeedFolder.All(changes).Select(static change => $"{change.Key} {change.Kind}: {change.Before.Stock?.Local} to {change.Facts.Stock!.Local}"));
    }

    public void Dispose() => folder.Dispose();

    private async Task CompareThreeFilesAsync(Random random)
    {
        FeedReader reader = new(TimeProvider.System)
        {
            BufferBytes = random.Next(4) switch { 0 => 16, 1 => 100, 2 => 1000, _ => 1 << 18 },
            KeptChanges = random.Next(2) * 1000,
            SpillBytes = random.Next(3) switch { 0 => 1, 1 => 2000, _ => 1 << 20 },
        };
        RandomStockFile files = new(random);
        List<string> rows = files.First();
        FeedFolder.Accepted? previous = null;
        SlowStockReader? slowPrevious = null;
        for (int i = 0; i < 3; i++)
        {
            byte[] bytes = files.Bytes(rows);
            SlowStockReader slow = new(bytes, slowPrevious);
            if (slow.Rows == 0)
            {
                return;
            }

            string path = folder.Write(bytes);
            await using IFeedChangeSet changes = await folder.CompareAsync(Profile, path, previous, reader);
            List<string> expected = slow.Changes(slowPrevious);
            Assert.Equal(expected, FeedFolder.All(changes).Select(SlowStockReader.Describe));
            Check(slow, expected, changes);
            await CheckReportAsync(slow, changes);

            previous = new FeedFolder.Accepted(path, Profile, changes.Statistics);
            slowPrevious = slow;
            rows = files.Next(rows);
        }
    }

    private static void Check(SlowStockReader slow, List<string> expected, IFeedChangeSet changes)
    {
        FeedCounts counts = changes.Counts;
        FeedStatistics statistics = changes.Statistics;
        Assert.True(counts.AddUp);
        Assert.Equal((slow.Rows, slow.Failed, slow.Warnings, slow.Folded), (counts.Read, counts.Failed, counts.Warnings, counts.Skipped));
        Assert.Equal((slow.Articles, slow.ZeroStock), (statistics.Articles, statistics.ZeroStock));
        Assert.Equal(expected.Count(change => change.Contains(" Added ", StringComparison.Ordinal)) - slow.Returned, counts.Created);
        Assert.Equal(expected.Count(change => change.Contains(" Changed ", StringComparison.Ordinal)) + slow.Returned, counts.Updated);
        Assert.Equal(expected.Count(change => change.Contains(" Removed ", StringComparison.Ordinal)), counts.Removed);
        Assert.Equal(slow.FailedLines.Count == 0 ? null : slow.FailedLines[0], changes.FirstError?.Row!.Line);
    }

    private static async Task CheckReportAsync(SlowStockReader slow, IFeedChangeSet changes)
    {
        string report = await FeedFolder.ReportAsync(changes);
        Assert.Equal(
            slow.FailedLines,
            report.Split("\r\n").Where(line => line.StartsWith("error,", StringComparison.Ordinal))
                .Select(line => long.Parse(line.Split(',')[2], CultureInfo.InvariantCulture)));
    }
}
