using System.IO.Compression;
using System.Text;
using Pipeline.Simulators.IngramMicro;

namespace Pipeline.Simulators.Tests.IngramMicro;

public sealed class OtherLayoutsTests
{
    private static readonly CatalogOptions Options = new() { Seed = 2, Rows = 2_000, DirtScale = 3 };

    [Fact]
    public void The_belgian_file_has_twenty_eight_columns_and_codes_that_the_category_file_knows()
    {
        CatalogGenerator catalog = new(Options);
        byte[] file = Written.Bytes(stream => BelgianPriceFileWriter.Write(catalog, stream, FeedEncoding.Windows1252));
        byte[] categories = Written.Bytes(CategoryFileWriter.Write);

        List<List<string>> rows = PlainCsv.Read(Written.Windows1252(file), ';');
        HashSet<string> codes = [.. PlainCsv.Read(Encoding.UTF8.GetString(categories), ';').Select(row => row[5])];

        Assert.All(rows, row => Assert.Equal(28, row.Count));
        Assert.All(rows.Skip(1), row => Assert.Contains(row[7], codes));
        Assert.All(rows.Skip(1), row => Assert.StartsWith("BE0", row[3], StringComparison.Ordinal));
        Assert.Equal(catalog.ListedCount, rows.Skip(1).Select(row => row[0]).Distinct().Count());
    }

    [Fact]
    public void The_fusion_file_is_padded_and_tells_what_happened_today()
    {
        CatalogGenerator catalog = new(Options);
        CatalogChanges changes = catalog.NextDay();
        byte[] file = Written.Bytes(stream => FusionPriceFileWriter.Write(catalog, stream, FeedEncoding.Windows1252));

        List<List<string>> rows = PlainCsv.Read(Written.Windows1252(file), ',');

        Assert.All(rows, row => Assert.Equal(24, row.Count));
        Assert.All(rows, row => Assert.Equal((12, 20, 13), (row[1].Length, row[7].Length, row[9].Length)));
        Assert.Equal(changes.Removed, rows.Count(row => row[0] == "D" && row[17] == "*"));
        Assert.Equal(changes.Changed, rows.Count(row => row[0] == "C"));
        Assert.Contains(rows, row => row[17] == "N" && row[14] == "X");
        Assert.Contains(rows, row => row[3].Contains('\u00A0', StringComparison.Ordinal));
        Assert.Equal(catalog.ListedCount + changes.Removed, rows.Count);
    }

    [Fact]
    public void The_headed_stock_file_has_a_row_for_each_plant()
    {
        CatalogGenerator catalog = new(Options);
        byte[] file = Written.Bytes(stream => StockFileWriter.WriteWithHeader(catalog, stream, "FR"));

        List<List<string>> rows = PlainCsv.Read(Encoding.ASCII.GetString(file), ',');

        Assert.Equal(StockFileWriter.Header, string.Join(',', rows[0]));
        Assert.All(rows, row => Assert.Equal(8, row.Count));
        Assert.Equal(["FR01", "FR02"], rows.Skip(1).Select(row => row[1]).Distinct().Order());
        Dictionary<string, int> sums = rows.Skip(1).GroupBy(row => row[0].TrimStart('0'))
            .ToDictionary(sku => sku.Key, sku => sku.Sum(row => Math.Max(0, int.Parse(row[2], System.Globalization.CultureInfo.InvariantCulture))));
        ExpectedCatalog expected = ExpectedCatalog.FromPriceFile(catalog).WithHeadedStockFile(catalog);
        Assert.All(expected.Articles.Values, fact => Assert.Equal(sums[fact.Sku], fact.LocalStock));
    }

    [Fact]
    public void The_category_file_holds_the_sample()
    {
        string sample = Encoding.UTF8.GetString(SampleFiles.Read(FeedKind.Category));
        string[] generated = Encoding.UTF8.GetString(Written.Bytes(CategoryFileWriter.Write)).Split('\n');

        Assert.All(sample.Split('\n'), line => Assert.Contains(line, generated));
        Assert.StartsWith("\uFEFFFR;10;Informatique;1010;Ordinateurs portables;101010;", generated[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_spanish_category_file_is_tabbed_and_padded_to_thirty_five()
    {
        string text = Encoding.Latin1.GetString(Written.Bytes(CategoryFileWriter.WriteSpanish));

        string[] lines = text.Split("\r\n");
        Assert.Equal("CATSCAT\tCAT. Desc.\tSCAT. Desc.", lines[0]);
        Assert.Equal("1010\tInformatique                       \tOrdinateurs portables              ", lines[1]);
    }

    [Fact]
    public void The_italian_category_file_is_quoted_with_codes_of_two_digits()
    {
        string text = Written.Windows1252(Written.Bytes(CategoryFileWriter.WriteItalian));

        Assert.Equal("\"Informatique Ordinateurs portables\",\"10\",\"10\"", text.Split("\r\n")[0]);
    }

    [Theory]
    [InlineData(FeedWrapping.None)]
    [InlineData(FeedWrapping.GZip)]
    [InlineData(FeedWrapping.Zip)]
    public void Packed_files_unpack_to_the_plain_ones_and_are_repeatable(FeedWrapping wrapping)
    {
        CatalogGenerator catalog = new(Options);
        byte[] plain = Written.Stock(catalog);
        byte[] Pack() => Written.Bytes(stream =>
            FeedPackage.Write(stream, wrapping, "STOCK.TXT", catalog.Now, content => StockFileWriter.Write(catalog, content)));

        byte[] packed = Pack();

        Assert.Equal(packed, Pack());
        Assert.Equal(plain, Unpack(packed, wrapping));
    }

    private static byte[] Unpack(byte[] packed, FeedWrapping wrapping)
    {
        using MemoryStream stream = new(packed);
        using Stream content = wrapping switch
        {
            FeedWrapping.Zip => Assert.Single(new ZipArchive(stream).Entries).Open(),
            FeedWrapping.GZip => new GZipStream(stream, CompressionMode.Decompress),
            _ => stream,
        };
        return Written.Bytes(content.CopyTo);
    }
}
