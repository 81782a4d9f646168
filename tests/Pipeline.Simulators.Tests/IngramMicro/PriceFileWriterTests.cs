using System.Text;
using Pipeline.Simulators.IngramMicro;

namespace Pipeline.Simulators.Tests.IngramMicro;

public sealed class PriceFileWriterTests
{
    private static readonly CatalogOptions Dirty = new() { Seed = 7, Rows = 8_000, DirtScale = 5 };
    private static readonly string DirtyFile = Written.Windows1252(Written.Price(new CatalogGenerator(Dirty)));
    private static readonly List<List<string>> DirtyRows = PlainCsv.Read(DirtyFile, ',');

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(997)]
    [InlineData(20_000)]
    public void The_first_file_has_exactly_the_rows_asked_for(int rows)
    {
        string text = Written.Windows1252(Written.Price(new CatalogGenerator(3, rows)));

        Assert.Equal(rows + 1, text.Split("\r\n").Length - 1);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_on_every_machine()
    {
        string first = Written.Hash(Written.Price(new CatalogGenerator(42, 5_000)));
        string second = Written.Hash(Written.Price(new CatalogGenerator(42, 5_000)));
        string other = Written.Hash(Written.Price(new CatalogGenerator(43, 5_000)));

        Assert.Equal("88798aa0fce8f040", first);
        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void A_clean_file_has_forty_four_columns_in_every_row_and_the_header_of_the_sample()
    {
        CatalogGenerator catalog = new(new CatalogOptions { Rows = 3_000, Dirt = DirtKinds.None });
        string sample = Encoding.Latin1.GetString(SampleFiles.Read(FeedKind.Price));

        List<List<string>> rows = PlainCsv.Read(Written.Windows1252(Written.Price(catalog)), ',');

        Assert.All(rows, row => Assert.Equal(44, row.Count));
        Assert.Equal(sample.Split("\r\n")[0], string.Join(',', rows[0]));
        Assert.Equal(3_000, rows.Skip(1).Select(row => row[0]).Distinct().Count());
    }

    [Fact]
    public void Rows_are_about_as_long_as_real_ones()
    {
        int length = Written.Price(new CatalogGenerator(1, 10_000)).Length;

        Assert.InRange(length, 2_100_000, 2_350_000);
    }

    [Theory]
    [InlineData(FeedEncoding.Windows1252, 1252)]
    [InlineData(FeedEncoding.Iso885915, 28605)]
    [InlineData(FeedEncoding.Utf8, 65001)]
    [InlineData(FeedEncoding.Utf8WithMark, 65001)]
    [InlineData(FeedEncoding.Utf16, 1200)]
    public void Every_encoding_holds_the_same_catalogue(FeedEncoding encoding, int codePage)
    {
        CatalogGenerator catalog = new(new CatalogOptions { Rows = 500, Dirt = DirtKinds.All & ~DirtKinds.BytesOutsideTheCodePage });
        byte[] bytes = Written.Bytes(stream => PriceFileWriter.Write(catalog, stream, new() { Encoding = encoding }));

        Encoding decoder = CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);
        string text = decoder.GetString(bytes).TrimStart('\uFEFF');

        string expected = Written.Windows1252(Written.Price(catalog));
        Assert.Equal(encoding == FeedEncoding.Iso885915 ? expected.Replace('’', '\'').Replace('–', '-') : expected, text);
    }

    [Theory]
    [InlineData("X", 8)]
    [InlineData("", 8)]
    [InlineData("0.00", 8)]
    [InlineData("USD", 29)]
    [InlineData("SPB", 33)]
    [InlineData("FR02", 4)]
    [InlineData("", 3)]
    public void Dirty_values_stand_in_their_column(string value, int column) =>
        Assert.Contains(DirtyRows, row => row.Count == 44 && row[column] == value);

    [Theory]
    [InlineData("E+12,")]
    [InlineData(",-")]
    [InlineData(", 0,,")]
    [InlineData("\u00A0")]
    [InlineData("marque\u009D")]
    [InlineData("\"\"")]
    [InlineData("\"never closed,")]
    [InlineData(",one too many\r\n")]
    public void Dirty_text_occurs(string text) =>
        Assert.Contains(text, DirtyFile, StringComparison.Ordinal);

    [Fact]
    public void Rows_to_be_dropped_never_name_an_article()
    {
        IEnumerable<List<string>> bad = DirtyRows.Skip(1).Where(row => row.Count != 44 || row[29] != "EUR");

        Assert.NotEmpty(bad);
        Assert.All(bad, row => Assert.StartsWith("00000000099", row[0], StringComparison.Ordinal));
    }
}
