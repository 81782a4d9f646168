using System.Text;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds;

namespace Pipeline.Partners.Tests.Feeds;

/// <summary>A record is not a line, and every record of a file is told.</summary>
public sealed class RecordTests : IDisposable
{
    private const string Columns = "Ingram Part Number,Vendor Name,Material Long Description,Customer Price,Company code Currency\n";

    private static readonly FeedProfile Profile = FeedProfileCatalog.Load("nl-price", null);
    private static readonly FeedProfile Stock = FeedProfileCatalog.Load("stock", null);

    private readonly FeedFolder folder = new();

    [Fact]
    public async Task Line_breaks_within_quotes_are_5_articles_of_5_records()
    {
        await using IFeedChangeSet changes = await RowCase.ReadAsync(folder, "newline-in-quotes", "price.csv");

        Assert.Equal(new FeedCounts { Read = 5, Created = 5 }, changes.Counts);
        Assert.Equal("7520001=11.00 7520002=22.00 7520003=33.00 7520004=44.00 7520005=55.00", RowCase.Each(changes, facts => facts.Price!.Price));
        FeedChange[] all = [.. FeedFolder.All(changes)];
        Assert.Equal("Dock with\n- 2 x HDMI\n- 1 x LAN", all[1].Facts.Product!.LongDescription);
        Assert.Equal(("Kit\nof two", "line, with comma\nand \"quotes\""), (all[3].Facts.Product!.Description, all[3].Facts.Product!.LongDescription));
        Assert.Equal([2, 3, 6, 7, 10], all.Select(change => change.Origin.Line));
    }

    [Fact]
    public async Task Every_tenth_description_of_3_lines_makes_200_articles()
    {
        await using IFeedChangeSet changes = await RowCase.ReadAsync(folder, "newline-in-quotes", "price-200.csv");

        Assert.Equal(new FeedCounts { Read = 200, Created = 200 }, changes.Counts);
        Assert.Equal(20, FeedFolder.All(changes).Count(change => change.Facts.Product!.LongDescription == "Monitor\n- HDMI\n- DP"));
    }

    [Fact]
    public async Task Quotes_within_a_value_are_text_and_those_that_break_a_row_break_it_alone()
    {
        await using IFeedChangeSet changes = await RowCase.ReadAsync(folder, "backslash-quotes", "price.csv");

        Assert.Equal("7650001=Thing 000000000007650001 7650003=Monitor 24\" wide 7650006=Thing 000000000007650006", RowCase.Each(changes, facts => facts.Product!.Description));
        Assert.Equal("ROW_COLUMNS:3 ROW_COLUMNS:5 ROW_QUOTE:6", await RowCase.FindingsAsync(changes));
    }

    [Theory]
    [InlineData("price.csv", "nl-price", 2)]
    [InlineData("stock.csv", "stock", 2)]
    public async Task Lines_that_end_with_a_return_alone_are_read(string file, string profile, int articles)
    {
        await using IFeedChangeSet changes = await RowCase.ReadAsync(folder, "cr-only", file, profile);

        Assert.Equal((articles, 0), (changes.Counts.Created, changes.Counts.Failed));
    }

    [Fact]
    public async Task Line_feeds_within_quotes_of_a_file_of_returns_belong_to_the_field()
    {
        string file = folder.Write(Columns.Replace('\n', '\r') + "1,\"a\nb\",\"c\rd\",2,EUR\r2,e,f,abc,EUR\r");
        await using IFeedChangeSet changes = await folder.CompareAsync(Profile, file);

        Assert.Equal("1=a\nb/c\nd", RowCase.Each(changes, facts => $"{facts.Product!.Brand}/{facts.Product.LongDescription}"));
        Assert.Equal(("PRICE_UNREADABLE", 5L), (changes.FirstError!.Code, changes.FirstError.Row!.Line));
    }

    [Theory]
    [InlineData("price-sep.csv", "nl-price", "7610001 7610002", "")]
    [InlineData("stock-sep.csv", "stock", "7610001 7610002", "")]
    [InlineData("price-sep-inside.csv", "nl-price", "7610001 7610002", "ROW_COLUMNS:2")]
    [InlineData("price-comment-row.csv", "nl-price", "7610001 7610002", "ROW_COLUMNS:2")]
    [InlineData("price-bom-row.csv", "nl-price", "7610001 7610002", "ROW_COLUMNS:2")]
    [InlineData("price-nbsp-row.csv", "nl-price", "7610001 7610002", "ROW_COLUMNS:2")]
    [InlineData("price-quotes-row.csv", "nl-price", "7610001 7610002", "ROW_COLUMNS:2")]
    public async Task Separator_line_in_front_is_a_hint_and_every_other_odd_line_is_one_error(string file, string profile, string keys, string findings)
    {
        await using IFeedChangeSet changes = await RowCase.ReadAsync(folder, "sep-line", file, profile);

        Assert.Equal(keys, string.Join(' ', FeedFolder.All(changes).Select(static change => change.Key)));
        Assert.Equal(findings, await RowCase.FindingsAsync(changes));
    }

    [Fact]
    public async Task Title_above_the_header_is_refused() => Assert.Equal(
        "FEED_COLUMNS",
        (await Assert.ThrowsAsync<FeedRefusedException>(() => RowCase.ReadAsync(folder, "sep-line", "price-title.csv"))).Code);

    [Theory]
    [InlineData("sep=|\n", '|')]
    [InlineData("\"SEP=;\"\r\n", ';')]
    [InlineData("\ufeffsep=\t\n", '\t')]
    public async Task Separator_line_names_the_delimiter(string line, char delimiter)
    {
        string file = folder.Write(line + Columns.Replace(',', delimiter) + "1,A,B,2,EUR\n".Replace(',', delimiter));
        await using IFeedChangeSet changes = await folder.CompareAsync(Profile, file);

        Assert.Equal((1, 3L), (changes.Counts.Created, FeedFolder.All(changes)[0].Origin.Line));
    }

    [Theory]
    [InlineData("trailer", "price-trailer-nolf.csv", "nl-price", 2)]
    [InlineData("trailer", "price-trailer-lf.csv", "nl-price", 1)]
    [InlineData("trailer", "stock-eof-word.csv", "stock", 2)]
    public async Task Trailer_that_the_profile_names_is_no_row(string folder, string file, string profile, int articles)
    {
        FeedProfile trailed = FeedProfileCatalog.Load(profile, null) with { Trailers = ["Total", "eof"] };
        await using IFeedChangeSet changes = await this.folder.CompareAsync(trailed, RowCase.File(folder, file));

        Assert.Equal(new FeedCounts { Read = articles, Created = articles }, changes.Counts);
    }

    [Theory]
    [InlineData("price-trailer-nolf.csv", "nl-price")]
    [InlineData("stock-eof-word.csv", "stock")]
    public async Task Trailer_that_no_profile_names_is_a_cut_row(string file, string profile) => Assert.Equal(
        "FEED_TRUNCATED", await folder.RefusalAsync(FeedProfileCatalog.Load(profile, null), RowCase.File("trailer", file)));

    [Fact]
    public async Task Trailer_counts_at_the_end_alone()
    {
        string file = folder.Write(Columns + "EOF,A,B,2,EUR\n2,A,B,2,EUR\n\"EOF\"\r\n\r\n\u001a");
        await using IFeedChangeSet changes = await folder.CompareAsync(Profile with { Trailers = ["EOF"] }, file);

        Assert.Equal(["2", "EOF"], FeedFolder.All(changes).Select(static change => change.Key));
        Assert.Equal(2, changes.Counts.Read);
    }

    [Fact]
    public async Task First_file_with_a_line_break_after_files_without_is_read_whole()
    {
        FeedFolder.Accepted before = await folder.AcceptAsync(Profile, folder.Write(Columns + "1,A,B,2,EUR\n2,A,B,2,EUR\n3,A,B,2,EUR\n"));
        string folded = folder.Write(Columns + "1,A,B,2,EUR\n2,A,\"B\nC\",2,EUR\n3,A,B,2,EUR\n");
        await using IFeedChangeSet second = await folder.CompareAsync(Profile, folded, before);
        await using IFeedChangeSet third = await folder.CompareAsync(
            Profile, folder.Write(Columns + "1,A,B,2,EUR\n2,A,\"B\nC\",2,EUR\n3,A,B,abc,EUR\n"), new FeedFolder.Accepted(folded, Profile, second.Statistics));

        Assert.Equal("2=B\nC", RowCase.Each(second, facts => facts.Product!.LongDescription));
        Assert.Equal(new FeedCounts { Read = 3, Updated = 1, Unchanged = 2 }, second.Counts);
        Assert.Equal(("PRICE_UNREADABLE", 5L), (third.FirstError!.Code, third.FirstError.Row!.Line));
    }

    [Fact]
    public async Task Quote_that_a_later_file_closes_on_the_next_line_is_closed()
    {
        FeedFolder.Accepted before = await folder.AcceptAsync(Profile, folder.Write(Columns + "1,A,B,2,EUR\n2,A,\"B\nC,3,EUR\n3,A,B,2,EUR\n"));
        await using IFeedChangeSet changes = await folder.CompareAsync(Profile, folder.Write(Columns + "1,A,B,2,EUR\n2,A,\"B\nC\",3,EUR\n3,A,B,2,EUR\n"), before);

        Assert.Equal("2=B\nC", RowCase.Each(changes, facts => facts.Product!.LongDescription));
        Assert.Equal(0, changes.Counts.Failed);
    }

    [Fact]
    public async Task Last_record_over_lines_needs_no_line_end_and_a_cut_one_is_refused()
    {
        await using IFeedChangeSet changes = await folder.CompareAsync(Profile, folder.Write(Columns + "1,A,\"B\nC\",2,EUR"));

        Assert.Equal(1, changes.Counts.Created);
        Assert.Equal("FEED_TRUNCATED", await folder.RefusalAsync(Profile, folder.Write(Columns + "1,A,B,2,EUR\n2,A,\"B\nC")));
    }

    [Fact]
    public async Task Category_file_behind_a_byte_order_mark_has_7_codes()
    {
        await using IFeedChangeSet changes = await RowCase.ReadAsync(folder, "dated-name", "cat_20261129.csv", "category-be");

        Assert.Equal(7, changes.Counts.Created);
        Assert.Contains("Câbles", RowCase.Each(changes, facts => facts.Category!.Levels[^1].Name), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Category_and_stock_files_have_records_over_lines_too()
    {
        await using IFeedChangeSet category = await folder.CompareAsync(
            FeedProfileCatalog.Load("category-be", null), folder.Write("FR;10;\"Info\nrmatique\";1010;Portables;101010;Pro\nFR;10;X;1020;Y;102010;Z\n"));
        await using IFeedChangeSet stock = await folder.CompareAsync(Stock, folder.Write("1,\"VP\n1\",5,0,\n2,VP2,6,0,\n"));

        Assert.Equal((2, 2), (category.Counts.Created, category.Counts.Read));
        Assert.Equal("1=5 2=6", RowCase.Each(stock, facts => facts.Stock!.Local));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public async Task Any_csv_of_an_rfc_4180_writer_reads_back_record_by_record(int firstSeed)
    {
        for (int seed = firstSeed; seed < firstSeed + 60; seed++)
        {
            Random random = new(seed);
            List<(string Brand, string Text)> rows = [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => (Value(random), Value(random)))];
            string end = random.Next(2) == 0 ? "\n" : "\r\n";
            FeedReader reader = new(TimeProvider.System) { BufferBytes = random.Next(2) == 0 ? 32 : 1 << 18 };
            string file = folder.Write(Write(rows, end));
            await using IFeedChangeSet first = await folder.CompareAsync(Profile, file, null, reader);
            Assert.True(Expected(rows) == Read(first), $"seed {seed}: {Expected(rows)} was read as {Read(first)}");
            Assert.True(first.Counts.Read == rows.Count && first.Counts.Created == rows.Count, $"seed {seed}: {first.Counts}");
            Assert.True(FeedFolder.All(first).OrderBy(static one => one.Origin.Line).Select(static one => one.Origin.Line).SequenceEqual(Lines(rows)), $"seed {seed}: lines");

            int changed = random.Next(rows.Count);
            rows[changed] = (rows[changed].Brand, Value(random) + "!");
            await using IFeedChangeSet next = await folder.CompareAsync(
                Profile, folder.Write(Write(rows, end)), new FeedFolder.Accepted(file, Profile, first.Statistics), reader);
            Assert.True(Expected([rows[changed]]).Split('=')[1] == Read(next).Split('=')[1], $"seed {seed}: the change is {Read(next)}");
            Assert.True(next.Counts.Unchanged == rows.Count - 1, $"seed {seed}: {next.Counts}");
        }
    }

    public void Dispose() => folder.Dispose();

    private static string Read(IFeedChangeSet changes) => string.Join('|', FeedFolder.All(changes)
        .Select(static change => $"{change.Key}={change.Facts.Product!.Brand}/{change.Facts.Product.LongDescription}"));

    private static string Expected(List<(string Brand, string Text)> rows) =>
        string.Join('|', rows.Select(static (row, i) => $"{i + 100}={row.Brand}/{row.Text}".ReplaceLineEndings("\n")));

    private static IEnumerable<long> Lines(List<(string Brand, string Text)> rows)
    {
        long line = 2;
        foreach ((string brand, string text) in rows)
        {
            yield return line;
            line += 1 + brand.Count(static c => c == '\n') + text.Count(static c => c == '\n');
        }
    }

    private static string Write(List<(string Brand, string Text)> rows, string end)
    {
        StringBuilder file = new(Columns.Replace("\n", end, StringComparison.Ordinal));
        for (int i = 0; i < rows.Count; i++)
        {
            file.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i + 100},{Quoted(rows[i].Brand)},{Quoted(rows[i].Text)},2.50,EUR").Append(end);
        }

        return file.ToString();
    }

    private static string Quoted(string value) =>
        value.AsSpan().ContainsAny("\",\n\r") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    private static string Value(Random random)
    {
        string[] parts = ["a", "B c", "\"", ",", "\n", "\r\n", "é", ";", "\"\"", "\",\"", "\n\n"];
        return "x" + string.Concat(Enumerable.Range(0, random.Next(0, 8)).Select(_ => parts[random.Next(parts.Length)])) + "y";
    }
}
