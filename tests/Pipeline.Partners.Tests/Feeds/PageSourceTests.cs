using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Partners.Feeds.Pages;

namespace Pipeline.Partners.Tests.Feeds;

public sealed class PageSourceTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pages-test-");

    private string Target => Path.Combine(folder.FullName, "file");

    [Fact]
    public async Task Pages_lie_one_a_line_as_they_came_but_for_blanks_between_tokens()
    {
        PageSource source = Of("[ {\"a\" : \"x \\\" y\\\\\",\r\n\t\"é\": 1.50} ]", " { \"b\" : [ ] } \n");

        DownloadedFile file = await DownloadAsync(source);

        const string expected = "[{\"a\":\"x \\\" y\\\\\",\"é\":1.50}]\n{\"b\":[]}\n";
        Assert.Equal(expected, await File.ReadAllTextAsync(Target));
        Assert.Equal((Encoding.UTF8.GetByteCount(expected), null), (file.Size, file.RemoteModifiedAt));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(expected))), file.Sha256);
        Assert.Equal("offers.jsonl", (await source.ProbeAsync(default))!.Path);
    }

    [Theory]
    [InlineData("FEED_PAGE_UNREADABLE", "[1]", "[2")]
    [InlineData("FEED_TOO_LARGE", "[1]", "[2]", "[3]")]
    [InlineData("FEED_TOO_LARGE", "[1]", "[2222222222222222222222222222222222]")]
    public async Task Nothing_is_left_of_an_answer_that_is_broken_or_too_large(string code, params string[] pages)
    {
        FeedTransportException fault = await Assert.ThrowsAsync<FeedTransportException>(() => DownloadAsync(Of(pages)));

        Assert.Equal((code, false), (fault.Code, File.Exists(Target)));
    }

    [Fact]
    public async Task A_page_may_come_in_pieces_that_part_any_text_and_be_as_long_as_the_answer()
    {
        string text = $"[{{ \"a\" : \"é \\\" \\\\ {new string('x', 200_000)}\" }},\r\n 1.5e3 , null ]";
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        List<bool> disposed = [];
        PageSource source = new("offers", _ => ((Stream[])[new Drip(bytes, 7, disposed), new Drip(bytes, 64 * 1024, disposed)]).ToAsyncEnumerable());

        DownloadedFile file = await DownloadAsync(source);

        string line = text.Replace("{ \"a\" : ", "{\"a\":", StringComparison.Ordinal).Replace("\" },\r\n 1.5e3 , null ]", "\"},1.5e3,null]", StringComparison.Ordinal);
        Assert.Equal($"{line}\n{line}\n", await File.ReadAllTextAsync(Target));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Target))), file.Sha256);
        Assert.Equal([true, true], disposed);
    }

    [Fact]
    public async Task Landing_a_long_page_takes_no_more_memory_than_a_short_one()
    {
        // What comes at once is read without changing the thread, whose memory is counted.
        using Records page = new(120 << 10);
        PageLine line = new();
        long length = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        while (await line.ReadAsync(page, default))
        {
            length += line.Piece.Length;
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 << 20);
        Assert.InRange(length, 120 << 20, long.MaxValue);
    }

    [Fact]
    public async Task Nothing_is_left_when_the_service_breaks_off()
    {
        PageSource source = new("offers", static token => Broken(token));

        _ = await Assert.ThrowsAsync<HttpRequestException>(() => DownloadAsync(source));

        Assert.False(File.Exists(Target));
    }

    [Fact]
    public async Task A_service_that_stalls_ends_at_the_deadline()
    {
        PageSource source = new("offers", static token => Stalled(token)) { Deadline = TimeSpan.FromMilliseconds(50) };

        FeedTransportException fault = await Assert.ThrowsAsync<FeedTransportException>(() => DownloadAsync(source));

        Assert.Equal(("FEED_DEADLINE", true, false), (fault.Code, fault.IsTransient, File.Exists(Target)));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static PageSource Of(params string[] pages) =>
        new("offers", _ => pages.Select(static page => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(page)).ToAsyncEnumerable()) { MaxPages = 2, MaxPageBytes = 32 };

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Broken([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return "[1]"u8.ToArray();
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        throw new HttpRequestException("The connection was reset.");
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Stalled([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return "[1]"u8.ToArray();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }

    private async Task<DownloadedFile> DownloadAsync(PageSource source) =>
        await source.DownloadAsync((await source.ProbeAsync(default))!, Target, default);

    /// <summary>A body that comes so many bytes at a time.</summary>
    private sealed class Drip(byte[] bytes, int most, List<bool> disposed) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(most, buffer.Length)], cancellationToken);

        protected override void Dispose(bool disposing)
        {
            disposed.Add(disposing);
            base.Dispose(disposing);
        }
    }

    /// <summary>A list of so many kilobytes that nobody has in memory.</summary>
    private sealed class Records(int count) : MemoryStream
    {
        private static readonly byte[] Record = Encoding.UTF8.GetBytes($",\"{new string('x', 1021)}\"");
        private int done = -1;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            ReadOnlySpan<byte> next = done switch
            {
                -1 => "[0"u8,
                _ when done < count => Record,
                _ when done == count => "]"u8,
                _ => [],
            };
            done++;
            next.CopyTo(buffer.Span);
            return ValueTask.FromResult(next.Length);
        }
    }
}
