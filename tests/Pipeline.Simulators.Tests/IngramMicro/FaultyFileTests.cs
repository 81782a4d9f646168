using System.IO.Compression;
using System.Text;
using Pipeline.Simulators.IngramMicro;

namespace Pipeline.Simulators.Tests.IngramMicro;

public sealed class FaultyFileTests
{
    private static readonly byte[] Price = Written.Price(new CatalogGenerator(new CatalogOptions { Rows = 1_000, Dirt = DirtKinds.None }));
    private static readonly byte[] Stock = SampleFiles.Read(FeedKind.Stock);

    [Fact]
    public void No_fault_leaves_the_file_alone() =>
        Assert.Same(Price, FaultyFile.Make(FeedKind.Price, Price, FileFault.None));

    [Fact]
    public void Forty_percent_of_the_rows_are_gone_and_the_header_stays()
    {
        string[] lines = Lines(FaultyFile.Make(FeedKind.Price, Price, FileFault.RowsGone));

        Assert.Equal(1 + 600 + 1, lines.Length);
        Assert.Equal(PriceFileWriter.Header, lines[0]);
    }

    [Fact]
    public void Duplicate_rows_follow_their_originals()
    {
        string[] lines = Lines(FaultyFile.Make(FeedKind.Price, Price, FileFault.DuplicateRows));

        Assert.Equal(1 + 1_100 + 1, lines.Length);
        Assert.Equal(100, lines.Zip(lines.Skip(1)).Count(pair => pair.First == pair.Second));
    }

    [Fact]
    public void A_truncated_file_is_a_beginning_that_ends_inside_a_row()
    {
        byte[] cut = FaultyFile.Make(FeedKind.Price, Price, FileFault.TruncatedMidRow);

        Assert.InRange(cut.Length, Price.Length * 59 / 100, Price.Length * 60 / 100);
        Assert.Equal(Price[..cut.Length], cut);
        Assert.DoesNotContain(cut[^1], "\r\n"u8.ToArray());
        Assert.NotEqual((byte)'\r', Price[cut.Length]);
    }

    [Fact]
    public void All_stock_is_zero_in_the_price_file_and_nothing_else_differs()
    {
        List<List<string>> good = PlainCsv.Read(Written.Windows1252(Price), ',');
        List<List<string>> zero = PlainCsv.Read(Written.Windows1252(FaultyFile.Make(FeedKind.Price, Price, FileFault.AllStockZero)), ',');

        Assert.Equal(good.Select(row => string.Join('|', row[..31])), zero.Select(row => string.Join('|', row[..31])));
        Assert.Equal(good.Select(row => string.Join('|', row[33..])), zero.Select(row => string.Join('|', row[33..])));
        Assert.All(zero.Skip(1), row => Assert.Equal(["0", "0"], row[31..33]));
    }

    [Fact]
    public void All_stock_is_zero_in_the_stock_file_without_header()
    {
        string first = Lines(FaultyFile.Make(FeedKind.Stock, Stock, FileFault.AllStockZero))[0];

        Assert.Equal("\"7100231     \",\"ZTB14-8512FR        \",0,0,\"        \"", first);
    }

    [Fact]
    public void Other_columns_are_one_less_everywhere()
    {
        List<List<string>> rows = PlainCsv.Read(Written.Windows1252(FaultyFile.Make(FeedKind.Price, Price, FileFault.OtherColumns)), ',');

        Assert.All(rows, row => Assert.Equal(43, row.Count));
        Assert.DoesNotContain("Customer Price", rows[0]);
    }

    [Fact]
    public void Other_currency_is_on_every_row()
    {
        List<List<string>> rows = PlainCsv.Read(Written.Windows1252(FaultyFile.Make(FeedKind.Price, Price, FileFault.OtherCurrency)), ',');

        Assert.Equal(1_001, rows.Count);
        Assert.All(rows.Skip(1), row => Assert.Equal("USD", row[29]));
    }

    [Theory]
    [InlineData(FeedKind.Price)]
    [InlineData(FeedKind.Category)]
    public void Wrong_encoding_swaps_windows_1252_and_utf_8(FeedKind kind)
    {
        byte[] good = SampleFiles.Read(kind);
        byte[] wrong = FaultyFile.Make(kind, good, FileFault.WrongEncoding);

        Assert.NotEqual(System.Text.Unicode.Utf8.IsValid(good), System.Text.Unicode.Utf8.IsValid(wrong));
    }

    [Fact]
    public void Wrong_encoding_of_plain_ascii_is_utf_16() =>
        Assert.Equal("\uFEFF" + Encoding.ASCII.GetString(Stock), Encoding.Unicode.GetString(FaultyFile.Make(FeedKind.Stock, Stock, FileFault.WrongEncoding)));

    [Fact]
    public void Empty_and_header_only_are_what_they_say()
    {
        Assert.Empty(FaultyFile.Make(FeedKind.Price, Price, FileFault.Empty));
        Assert.Equal(PriceFileWriter.Header + "\r\n", Written.Windows1252(FaultyFile.Make(FeedKind.Price, Price, FileFault.HeaderOnly)));
        Assert.Empty(FaultyFile.Make(FeedKind.Stock, Stock, FileFault.HeaderOnly));
    }

    [Fact]
    public void Garbage_has_the_size_of_the_file_and_bytes_of_all_values()
    {
        byte[] garbage = FaultyFile.Make(FeedKind.Price, Price, FileFault.BinaryGarbage);

        Assert.Equal(Price.Length, garbage.Length);
        Assert.Equal(256, garbage.Distinct().Count());
    }

    [Fact]
    public void The_bomb_is_small_and_says_that_it_unpacks_to_half_a_gigabyte()
    {
        byte[] bomb = FaultyFile.Make(FeedKind.Price, Price, FileFault.ZipBomb);

        using ZipArchive archive = new(new MemoryStream(bomb));
        Assert.InRange(bomb.Length, 100_000, 3_000_000);
        Assert.Equal(536_870_912, Assert.Single(archive.Entries).Length);
    }

    [Theory]
    [InlineData(FeedKind.Category, FileFault.AllStockZero)]
    [InlineData(FeedKind.Stock, FileFault.OtherCurrency)]
    [InlineData(FeedKind.Price, FileFault.Missing)]
    public void Faults_that_a_file_cannot_have_are_refused(FeedKind kind, FileFault fault) =>
        Assert.Throws<ArgumentException>(() => FaultyFile.Make(kind, Price, fault));

    private static string[] Lines(byte[] file) => Written.Windows1252(file).Split("\r\n");
}
