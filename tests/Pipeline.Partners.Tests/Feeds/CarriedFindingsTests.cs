using System.Text.Json;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Issues;
using Pipeline.Partners.Feeds;
using Pipeline.Partners.Feeds.Changes;

namespace Pipeline.Partners.Tests.Feeds;

/// <summary>What is known of rows that stay the same, against reading every row again.</summary>
public sealed class CarriedFindingsTests : IDisposable
{
    private const string Planted = "Carried, not read.";

    private static readonly FeedProfile Profile = FeedProfileCatalog.Load("nl-price", null) with { Encoding = "windows-1252" };

    private readonly FeedFolder folder = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    [InlineData(2_000)]
    public async Task Carried_findings_equal_those_of_reading_every_row_again(int firstSeed)
    {
        for (int seed = firstSeed; seed < firstSeed + 100; seed++)
        {
            try
            {
                await CompareFourFilesAsync(new Random(seed));
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}: {exception.Message}", exception);
            }
        }
    }

    [Fact]
    public async Task Unchanged_row_yields_its_finding_unread_with_the_line_of_the_new_file()
    {
        (FeedFolder.Accepted accepted, string next) = await PlantAsync();

        await using IFeedChangeSet changes = await folder.CompareAsync(Profile, next, accepted);

        Assert.Equal(new FeedCounts { Read = 4, Created = 1, Unchanged = 3, Warnings = 1 }, changes.Counts);
        Assert.Contains(
            $"warning,EAN_INVALID,5,EANUPC Code,2E+12,\"{Planted}\",", await FeedFolder.ReportAsync(changes), StringComparison.Ordinal);
        Assert.EndsWith(",\"3,2E+12,A,ean,1,EUR,2,0,,,,,\"\r\n", await FeedFolder.ReportAsync(changes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Carried_finding_is_carried_again_with_the_file_after_the_next()
    {
        (FeedFolder.Accepted accepted, string next) = await PlantAsync();
        await using IFeedChangeSet second = await folder.CompareAsync(Profile, next, accepted);

        await using IFeedChangeSet third = await folder.CompareAsync(
            Profile, folder.Write(Rows("0", "1", "2", "4")), new FeedFolder.Accepted(next, Profile, second.Statistics));

        Assert.Contains(Planted, await FeedFolder.ReportAsync(third), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_row_is_read_again_when_profile_or_program_are_others()
    {
        (FeedFolder.Accepted accepted, string next) = await PlantAsync();
        FeedFolder.Accepted other = accepted with { Statistics = accepted.Statistics with { ReadingMark = "another build" } };
        FeedProfile profile = Profile with { Currency = "USD" };

        await using IFeedChangeSet program = await folder.CompareAsync(Profile, next, other);
        await using IFeedChangeSet layout = await folder.CompareAsync(profile, next, accepted);

        Assert.Contains("warning,EAN_INVALID,5,EANUPC Code,2E+12,An EAN", (await FeedFolder.ReportAsync(program)).Replace("\"", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(4, layout.Counts.Failed);
    }

    [Fact]
    public async Task Every_row_is_read_again_when_the_marks_are_missing_cut_or_damaged()
    {
        (FeedFolder.Accepted accepted, string next) = await PlantAsync();
        string marks = accepted.Statistics.RowMarks!;
        byte[] flipped = Convert.FromBase64String(marks);
        flipped[^10] ^= 4;

        foreach (string? damaged in (string?[])[null, "", "?", marks[..8], marks[..^4], marks[4..], Convert.ToBase64String(flipped)])
        {
            FeedStatistics statistics = accepted.Statistics with { RowMarks = damaged };
            await using IFeedChangeSet changes = await folder.CompareAsync(Profile, next, accepted with { Statistics = statistics });

            Assert.Equal(new FeedCounts { Read = 4, Created = 1, Unchanged = 3, Warnings = 1 }, changes.Counts);
            Assert.DoesNotContain(Planted, await FeedFolder.ReportAsync(changes), StringComparison.Ordinal);
        }
    }

    public void Dispose() => folder.Dispose();

    /// <summary>An accepted file whose marks say of its third row what no reading says, and one with another row before it.</summary>
    private async Task<(FeedFolder.Accepted Accepted, string Next)> PlantAsync()
    {
        string[] rows = Rows("1", "2").Split('\n');
        FeedFolder.Accepted accepted = await folder.AcceptAsync(Profile, folder.Write(Rows("1", "2")));
        using RowMarkLog log = new();
        long offset = rows.Take(3).Sum(row => row.Length + 1);
        Issue planted = Issue.OfRow(new RowPlace(4) { Column = "EANUPC Code" }, "EAN_INVALID", "warning", "2E+12", Planted);
        log.Add(offset, KeyFilter.Hash("3"), 0, [planted]);
        FeedStatistics statistics = accepted.Statistics with { RowMarks = log.Pack() };
        return (accepted with { Statistics = statistics }, folder.Write(Rows("0", "1", "2")));
    }

    private static string Rows(params string[] good) =>
        RandomPriceFile.Columns + string.Concat(good.Select(sku => $"{sku},,A,good,1,EUR,2,0,,,,,\n")) + "3,2E+12,A,ean,1,EUR,2,0,,,,,\n";

    private async Task CompareFourFilesAsync(Random random)
    {
        RandomPriceFile files = new(random);
        FeedReader reader = new(TimeProvider.System)
        {
            BufferBytes = random.Next(3) switch { 0 => 16, 1 => 300, _ => 1 << 18 },
            SpillBytes = random.Next(2) == 0 ? 1 : 1 << 20,
        };
        List<string> rows = files.First();
        FeedFolder.Accepted? previous = null;
        for (int day = 0; day < 4; day++)
        {
            string path = folder.Write(files.Bytes(rows));
            if (rows.TrueForAll(row => row.Length == 0))
            {
                return;
            }

            FeedFolder.Accepted? unmarked = previous is null
                ? null
                : previous with { Statistics = previous.Statistics with { ReadingMark = "another build" } };
            DateOnly date = FeedFolder.Day.AddDays(random.Next(-1, 2));
            await using IFeedChangeSet carried = await folder.CompareAsync(Profile, path, previous, reader, date);
            await using IFeedChangeSet read = await folder.CompareAsync(Profile, path, unmarked, reader, date);

            Assert.Equal(await TextAsync(read), await TextAsync(carried));
            previous = new FeedFolder.Accepted(path, Profile, carried.Statistics);
            rows = files.Next(rows);
        }
    }

    private static async Task<string> TextAsync(IFeedChangeSet changes) => string.Join(
        '\n',
        [
            changes.Counts.ToString(),
            JsonSerializer.Serialize(changes.Statistics with { RowMarks = null }),
            $"{changes.ForeignCurrencyRows} foreign, first {changes.FirstError}",
            .. FeedFolder.All(changes).Select(change => JsonSerializer.Serialize(change)),
            await FeedFolder.ReportAsync(changes),
        ]);
}
