using System.IO.Compression;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds;

namespace Pipeline.Partners.Tests.Feeds;

public sealed class FileRefusalTests : IDisposable
{
    private const string Header = "Ingram Part Number,Plant,Availability (Local Stock),Availability (Central Stock)\r\n";

    private static readonly FeedProfile Stock = FeedProfileCatalog.Load("stock", null);
    private static readonly FeedProfile Headed = Stock with { Header = HeaderRule.Present };

    private readonly FeedFolder folder = new();

    [Theory]
    [InlineData("FEED_EMPTY", "")]
    [InlineData("FEED_EMPTY", "\r\n \r\n")]
    [InlineData("FEED_EMPTY", Header)]
    [InlineData("FEED_EMPTY", Header + "\r\n\r\n\u001a")]
    [InlineData("FEED_COLUMNS", "<!DOCTYPE html>\r\n<html>\r\n")]
    [InlineData("FEED_COLUMNS", "Ingram Part Number,Plant\r\n1,NL01\r\n")]
    [InlineData("FEED_TRUNCATED", Header + "1,NL01,2,3\r\n2,NL0")]
    [InlineData("FEED_TRUNCATED", Header + "1,NL01,2,3\r\n2,NL01,4,\"5")]
    [InlineData("FEED_BINARY", "PNG\0\0\0")]
    public async Task Unreadable_file_is_refused_before_its_first_row(string code, string content) =>
        Assert.Equal(code, await folder.RefusalAsync(Headed, folder.Write(content)));

    [Fact]
    public async Task Missing_and_unknown_columns_are_named()
    {
        string file = folder.Write("Ingram Part Number,Stock\r\n1,2\r\n");

        FeedRefusedException refusal = await Assert.ThrowsAsync<FeedRefusedException>(() => folder.CompareAsync(Headed, file));

        Assert.Contains("lacks the columns 'Availability (Local Stock)' and has the unknown columns 'Stock'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_page_instead_of_a_file_without_header_is_refused() =>
        Assert.Equal("FEED_COLUMNS", await folder.RefusalAsync(Stock, folder.Write("<html>\n<body>Error</body>\n</html>\n")));

    [Fact]
    public async Task Complete_last_row_without_line_end_is_fine()
    {
        await using IFeedChangeSet changes = await folder.CompareAsync(Headed, folder.Write(Header + "1,NL01,2,3\r\n2,NL01,4,5"));

        Assert.Equal(new FeedCounts { Read = 2, Created = 2 }, changes.Counts);
    }

    [Fact]
    public async Task Line_longer_than_any_row_is_refused()
    {
        string file = folder.Write(Header + new string('1', 5000) + "\r\n1,NL01,2,3\r\n");

        Assert.Equal("FEED_ROW_LENGTH", await folder.RefusalAsync(Headed with { MaxRowBytes = 1024 }, file, new FeedReader(TimeProvider.System) { BufferBytes = 64 }));
    }

    [Fact]
    public async Task Zip_and_gzip_give_what_the_plain_file_gives()
    {
        byte[] plain = await File.ReadAllBytesAsync(FeedFolder.Sample("stock.csv"));
        foreach (byte[] packed in (byte[][])[Zip(("a.txt", plain)), Gzip(plain)])
        {
            await using IFeedChangeSet changes = await folder.CompareAsync(Stock, folder.Write(packed));

            Assert.Equal(new FeedCounts { Read = 8, Created = 8 }, changes.Counts);
        }
    }

    [Fact]
    public async Task Archive_with_no_or_two_files_is_refused()
    {
        Assert.Equal("FEED_ARCHIVE_ENTRIES", await folder.RefusalAsync(Stock, folder.Write(Zip())));
        Assert.Equal("FEED_ARCHIVE_ENTRIES", await folder.RefusalAsync(Stock, folder.Write(Zip(("a", [1]), ("b", [2])))));
    }

    [Fact]
    public async Task Cut_archive_is_refused()
    {
        byte[] plain = await File.ReadAllBytesAsync(FeedFolder.Sample("price.csv"));
        byte[] zip = Zip(("a", plain));
        Assert.Equal("FEED_ARCHIVE", await folder.RefusalAsync(Stock, folder.Write(zip[..(zip.Length / 2)])));
        byte[] gzip = Gzip(plain);
        Assert.Equal("FEED_ARCHIVE", await folder.RefusalAsync(Stock, folder.Write(gzip[..(gzip.Length / 2)])));
    }

    [Fact]
    public async Task Bomb_is_refused_by_size_and_by_ratio()
    {
        byte[] blank = Gzip(new byte[70 << 20]);
        Assert.Equal("FEED_BOMB", await folder.RefusalAsync(Stock with { MaxUnpackedBytes = 1 << 20 }, folder.Write(blank)));
        Assert.Equal("FEED_BOMB", await folder.RefusalAsync(Stock, folder.Write(blank)));
        Assert.Empty(Directory.GetDirectories(folder.Path));
    }

    public void Dispose() => folder.Dispose();

    private static byte[] Gzip(byte[] plain)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(plain);
        }

        return packed.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using MemoryStream packed = new();
        using (ZipArchive archive = new(packed, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return packed.ToArray();
    }
}
