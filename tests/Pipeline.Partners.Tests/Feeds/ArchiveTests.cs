using System.IO.Compression;
using System.Text;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds;

namespace Pipeline.Partners.Tests.Feeds;

/// <summary>Packed files as servers and people make them: what is beside the text is no reason to refuse it, a failed check is.</summary>
public sealed class ArchiveTests : IDisposable
{
    private static readonly FeedProfile Stock = FeedProfileCatalog.Load("stock", null);
    private static readonly byte[] Plain = File.ReadAllBytes(FeedFolder.Sample("stock.csv"));

    private readonly FeedFolder folder = new();

    public static TheoryData<string> Tolerated => ["zip", "gzip", .. Packings.Keys];

    private static Dictionary<string, Func<byte[]>> Packings { get; } = new(StringComparer.Ordinal)
    {
        ["zip with entries of macOS"] = static () => Zip(
            ("__MACOSX/", []), ("__MACOSX/._STOCK.TXT", [0, 5, 22, 7]), ("._STOCK.TXT", [0, 5]), (".DS_Store", [1]), ("feeds/STOCK.TXT", Plain)),
        ["zip in a folder of its own"] = static () => Zip(("out/", []), ("out/2026/", []), ("out/2026/STOCK.TXT", Plain)),
        ["zip padded to a block"] = static () => [.. Zip(("STOCK.TXT", Plain)), .. new byte[512]],
        ["zip padded with a megabyte"] = static () => [.. Zip(("STOCK.TXT", Plain)), .. new byte[1 << 20]],
        ["zip without compression"] = static () => Stored(Plain),
        ["gzip of two members"] = static () => [.. Gzip(Plain[..100]), .. Gzip(Plain[100..])],
        ["gzip of a member for each byte"] = static () => [.. Plain.SelectMany(static one => Gzip([one]))],
        ["gzip with an empty member between"] = static () => [.. Gzip(Plain[..100]), .. Gzip([]), .. Gzip(Plain[100..])],
        ["gzip padded to a block"] = static () => [.. Gzip(Plain), .. new byte[512]],
        ["gzip padded with a megabyte"] = static () => [.. Gzip(Plain), .. new byte[1 << 20]],
        ["gzip with padding between members"] = static () => [.. Gzip(Plain[..100]), .. new byte[100], .. Gzip(Plain[100..])],
        ["gzip with name, comment, extra field and header checksum"] = static () => Headed(Gzip(Plain)),
    };

    [Theory]
    [MemberData(nameof(Tolerated))]
    public async Task The_eight_rows_are_read(string packing)
    {
        byte[] packed = packing switch { "zip" => Zip(("STOCK.TXT", Plain)), "gzip" => Gzip(Plain), _ => Packings[packing]() };

        await using IFeedChangeSet changes = await folder.CompareAsync(Stock, folder.Write(packed));

        Assert.Equal(new FeedCounts { Read = 8, Created = 8 }, changes.Counts);
    }

    [Fact]
    public async Task A_large_gzip_of_several_members_is_whole()
    {
        byte[] rows = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(1, 60_000).Select(static row => $"\"{row:D12}\",\"VP{row:D10}\",{row % 97},0,\"        \"\r\n")));
        int cut = rows.Length / 3;

        await using IFeedChangeSet changes = await folder.CompareAsync(
            Stock with { MaxUnpackRatio = 1000 }, folder.Write([.. Gzip(rows[..cut]), .. Gzip(rows[cut..(2 * cut)]), .. Gzip(rows[(2 * cut)..])]));

        Assert.Equal(60_000, changes.Counts.Read);
    }

    [Fact]
    public async Task A_changed_byte_of_a_stored_entry_fails_its_CRC()
    {
        byte[] zip = Stored(Plain);
        zip[zip.AsSpan().IndexOf(Plain.AsSpan(0, 40)) + 20] ^= 1;

        Assert.Matches("The CRC-32 of 'STOCK.TXT' is [0-9a-f]{8}, the archive states [0-9a-f]{8}", await RefusalAsync(zip));
    }

    [Fact]
    public async Task A_wrong_CRC_of_a_compressed_entry_is_told_with_both_sums()
    {
        byte[] zip = Zip(("STOCK.TXT", Plain));
        zip[zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + 16] ^= 1;

        Assert.Matches("The CRC-32 of 'STOCK.TXT' is [0-9a-f]{8}, the archive states [0-9a-f]{8}", await RefusalAsync(zip));
    }

    [Fact]
    public async Task A_damaged_entry_of_macOS_is_nobodys_concern()
    {
        byte[] junk = Encoding.ASCII.GetBytes(new string('x', 300));
        using MemoryStream made = new();
        using (ZipArchive archive = new(made, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "__MACOSX/._STOCK.TXT", junk, CompressionLevel.NoCompression);
            Add(archive, "STOCK.TXT", Plain, CompressionLevel.Optimal);
        }

        byte[] zip = made.ToArray();
        zip[zip.AsSpan().IndexOf(junk) + 7] ^= 1;

        await using IFeedChangeSet changes = await folder.CompareAsync(Stock, folder.Write(zip));

        Assert.Equal(8, changes.Counts.Read);
    }

    [Fact]
    public async Task A_gzip_with_a_wrong_CRC_is_told_with_both_sums()
    {
        byte[] gzip = Gzip(Plain);
        gzip[^8] ^= 1;

        Assert.Matches("The CRC-32 of its text is [0-9a-f]{8}, its end states [0-9a-f]{8}", await RefusalAsync(gzip));
    }

    [Fact]
    public async Task A_gzip_with_a_wrong_length_is_told_with_both()
    {
        byte[] gzip = Gzip(Plain);
        gzip[^4] ^= 1;

        Assert.Contains($"Its text has {Plain.Length} bytes, its end states {Plain.Length ^ 1}", await RefusalAsync(gzip), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_CRC_of_the_second_member_is_found()
    {
        byte[] first = Gzip(Plain[..100]);
        byte[] second = Gzip(Plain[100..]);
        second[^8] ^= 1;

        Assert.Contains("CRC-32", await RefusalAsync([.. first, .. second, .. new byte[64]]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(40)]
    public async Task A_gzip_that_lacks_its_last_bytes_is_cut(int bytes) =>
        Assert.Contains("it is cut", await RefusalAsync(Gzip(Plain)[..^bytes]), StringComparison.Ordinal);

    [Fact]
    public async Task What_follows_a_gzip_and_is_no_padding_is_named()
    {
        byte[] gzip = Gzip(Plain);

        Assert.Contains($"Behind member 1, at byte {gzip.Length}", await RefusalAsync([.. gzip, .. "<html>error</html>"u8]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_real_file_is_refused_with_the_names_of_the_real_ones_only()
    {
        byte[] zip = Zip(("A.TXT", Plain), ("__MACOSX/._A.TXT", [1]), ("B.TXT", Plain));

        Assert.Contains("2 files (A.TXT, B.TXT)", await RefusalAsync(zip, "FEED_ARCHIVE_ENTRIES"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_encrypted_entry_is_refused_by_that_name()
    {
        byte[] zip = Zip(("STOCK.TXT", Plain));
        zip[zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + 8] |= 1;

        Assert.Contains("'STOCK.TXT' is encrypted", await RefusalAsync(zip), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private async Task<string> RefusalAsync(byte[] packed, string code = "FEED_ARCHIVE")
    {
        FeedRefusedException refusal = await Assert.ThrowsAsync<FeedRefusedException>(() => folder.CompareAsync(Stock, folder.Write(packed)));
        Assert.Equal(code, refusal.Code);
        return refusal.Message;
    }

    private static byte[] Gzip(byte[] plain)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(plain);
        }

        return packed.Length > 0 ? packed.ToArray() : [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    }

    private static byte[] Headed(byte[] gzip) =>
        [.. gzip[..3], 2 | 4 | 8 | 16, .. gzip[4..10], 3, 0, 1, 0, 2, .. "stock.txt\0nightly\0"u8, 0xAB, 0xCD, .. gzip[10..]];

    private static byte[] Stored(byte[] plain)
    {
        using MemoryStream packed = new();
        using (ZipArchive archive = new(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "STOCK.TXT", plain, CompressionLevel.NoCompression);
        }

        return packed.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using MemoryStream packed = new();
        using (ZipArchive archive = new(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                Add(archive, name, content, CompressionLevel.SmallestSize);
            }
        }

        return packed.ToArray();
    }

    private static void Add(ZipArchive archive, string name, byte[] content, CompressionLevel level)
    {
        using Stream stream = archive.CreateEntry(name, level).Open();
        stream.Write(content);
    }
}
