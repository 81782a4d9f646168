using System.Globalization;
using System.Net;
using System.Text;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Partners.Distributors.Intcomex.Calls;
using Pipeline.Partners.Feeds.Pages;
using Pipeline.Partners.Tests.Transport;

namespace Pipeline.Partners.Tests.Distributors.Intcomex;

[Collection(MeasuredTestGroup.Name)]
public sealed class IwsPagesTests : IDisposable
{
    private readonly IwsService service = new();
    private readonly string file = Path.GetTempFileName();

    public void Dispose()
    {
        service.Dispose();
        File.Delete(file);
    }

    [Fact]
    public async Task A_whole_list_comes_as_it_was_received()
    {
        service.AnswersSample("getcatalog.json").AnswersSample("getinventory.json").AnswersSample("getpricelist.json").AnswersSample("downloadextendedcatalog.json");
        IwsPages pages = new(service.Connect());

        Assert.Equal([IwsSample.Text("getcatalog.json")], await ReadAsync(pages.GetCatalogAsync(0, CancellationToken.None)));
        Assert.Equal([IwsSample.Text("getinventory.json")], await ReadAsync(pages.GetInventoryAsync(0, CancellationToken.None)));
        Assert.Equal([IwsSample.Text("getpricelist.json")], await ReadAsync(pages.GetPriceListAsync(CancellationToken.None)));
        Assert.Equal([IwsSample.Text("downloadextendedcatalog.json")], await ReadAsync(pages.DownloadExtendedCatalogAsync(CancellationToken.None)));

        Assert.Equal(
            ["GET /v1/getcatalog?inventoryFilter=Any", "GET /v1/getinventory", "GET /v1/getpricelist", "GET /v1/downloadextendedcatalog?format=json"],
            service.Calls.Select(static call => call.Line));
        Assert.All(service.Exchanges, static exchange => Assert.Equal((200, 0), (exchange.Status, exchange.Response.Length)));
    }

    [Fact]
    public async Task Pages_come_as_received_until_the_last_one()
    {
        service.Answers(Page(1, 2, 3, "1,2")).Answers($"[{Page(2, 2, 3, "3")}]");

        List<string> got = await ReadAsync(new IwsPages(service.Connect()).GetInventoryAsync(2, CancellationToken.None));

        Assert.Equal([Page(1, 2, 3, "1,2"), $"[{Page(2, 2, 3, "3")}]"], got);
        Assert.Equal(["GET /v1/getinventory?page=1&limit=2", "GET /v1/getinventory?page=2&limit=2"], service.Calls.Select(static call => call.Line));
    }

    [Theory]
    [InlineData("[{}]")]
    [InlineData("[]")]
    public async Task A_service_without_pages_gives_the_whole_list(string list)
    {
        service.Answers(list);

        Assert.Equal([list], await ReadAsync(new IwsPages(service.Connect()).GetCatalogAsync(500, CancellationToken.None)));
    }

    [Theory]
    [InlineData("<html>Sign in</html>", 200, "PARTNER_UNAVAILABLE", true)]
    [InlineData("[{\"Sku\":\"A1\"},{\"Sk", 200, "FEED_PAGE_UNREADABLE", true)]
    [InlineData("", 200, "FEED_PAGE_UNREADABLE", true)]
    [InlineData("""{"Message":"Not found.","ErrorCode":60}""", 404, "CALL_REFUSED", false)]
    [InlineData("""{"Message":"No.","ErrorCode":13}""", 401, "AUTH_REFUSED", false)]
    public async Task What_is_no_list_does_not_land(string answer, int status, string code, bool isTransient)
    {
        service.Answers(answer, status);

        FeedTransportException fault = await Assert.ThrowsAsync<FeedTransportException>(() => LandAsync());

        Assert.Equal((code, isTransient), (fault.Code, fault.IsTransient));
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_is_told_as_such()
    {
        service.Answers(static () => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new BrokenStream()) });

        FeedTransportException fault = await Assert.ThrowsAsync<FeedTransportException>(() => LandAsync());

        Assert.Equal(("HTTP_CUT", true), (fault.Code, fault.IsTransient));
    }

    [Fact]
    public async Task A_hundred_thousand_products_land_in_little_memory()
    {
        const int Products = 100_000;
        using EndlessList answer = new(Products);
        service.Answers(() => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(answer) });
        long before = GC.GetTotalMemory(forceFullCollection: true);

        DownloadedFile landed = await LandAsync();

        Assert.True(landed.Size > 90L << 20, $"{landed.Size} bytes are no test of memory.");
        Assert.True(answer.HighestMemory - before < 16L << 20, $"{answer.HighestMemory - before} bytes were held.");
    }

    private static string Page(int page, int pages, int rows, string data) =>
        $$"""{"page":{{page}},"pageSize":2,"totalRows":"{{rows}}","totalPages":{{pages}},"data":[{{string.Join(',', data.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static sku => $$"""{"Sku":"{{sku}}"}"""))}}]}""";

    private Task<DownloadedFile> LandAsync()
    {
        IwsPages pages = new(service.Connect());
        PageSource source = new("getcatalog", token => pages.GetCatalogAsync(0, token));
        return source.DownloadAsync(new RemoteFile("getcatalog.jsonl", null, null, null), file, CancellationToken.None);
    }

    private static async Task<List<string>> ReadAsync(IAsyncEnumerable<Stream> pages)
    {
        List<string> got = [];
        await foreach (Stream page in pages)
        {
            using StreamReader reader = new(page);
            got.Add(await reader.ReadToEndAsync());
        }

        return got;
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new HttpIOException(HttpRequestError.ResponseEnded);
    }

    /// <summary>A list of products of a kilobyte each, made while it is read; it looks at the memory held from time to time.</summary>
    private sealed class EndlessList : Stream
    {
        private const int NumberAt = 10;

        private readonly int products;
        private readonly byte[] product = Encoding.UTF8.GetBytes($",{{\"Sku\":\"A000000\",\"Description\":\"{new string('x', 960)}\"}}");
        private readonly byte[] end = "]"u8.ToArray();
        private ReadOnlyMemory<byte> rest = "["u8.ToArray();
        private int number;

        public EndlessList(int products) => this.products = products;

        public long HighestMemory { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (rest.IsEmpty && ++number <= products + 1)
            {
                rest = Next();
            }

            int taken = Math.Min(buffer.Length, rest.Length);
            rest.Span[..taken].CopyTo(buffer);
            rest = rest[taken..];
            return taken;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        // Nothing is made anew, so that what is counted is not ours.
        private ReadOnlyMemory<byte> Next()
        {
            if (number % 5_000 == 0)
            {
                HighestMemory = Math.Max(HighestMemory, GC.GetTotalMemory(forceFullCollection: true));
            }

            if (number > products)
            {
                return end;
            }

            number.TryFormat(product.AsSpan(NumberAt, 6), out _, "000000", CultureInfo.InvariantCulture);
            return number == 1 ? product.AsMemory(1) : product;
        }
    }
}
