using System.IO.Compression;
using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Partners.Tests.Transport;

/// <summary>HEAD, ranges, lengths and stamps are optional, and a compression nobody asked for is undone: GET's bytes decide.</summary>
public sealed class HttpOptionalAnswersTests : IDisposable
{
    private static readonly byte[] Stock = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "samples", "transport", "stock.csv"));

    private readonly DirectoryInfo local = Directory.CreateTempSubdirectory("feed-");

    public void Dispose() => local.Delete(recursive: true);

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(406)]
    [InlineData(410)]
    [InlineData(501)]
    public async Task Where_HEAD_is_refused_the_55_bytes_come_by_GET(int status)
    {
        await using HttpFeedServer server = await StartAsync();
        server.HeadStatus = status;

        (RemoteFile probe, DownloadedFile file) = await FetchAsync(server);

        Assert.Equal((55, FeedFolder.Morning, "\"v1\""), (probe.Size, probe.ModifiedAt, probe.ETag));
        Assert.Equal((55, FeedFolder.Sha256(Stock)), (file.Size, file.Sha256));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(416)]
    [InlineData(501)]
    public async Task Where_HEAD_and_ranges_are_refused_the_55_bytes_come_by_a_whole_GET(int status)
    {
        await using HttpFeedServer server = await StartAsync();
        server.HeadStatus = 403;
        server.RangeStatus = status;

        Assert.Equal(FeedFolder.Sha256(Stock), (await FetchAsync(server)).File.Sha256);
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(54L)]
    [InlineData(56L)]
    [InlineData(1L << 32)]
    public async Task A_wrong_length_of_HEAD_does_not_keep_the_55_bytes_away(long length)
    {
        await using HttpFeedServer server = await StartAsync();
        server.HeadLength = length;

        (_, DownloadedFile file) = await FetchAsync(server);

        Assert.Equal((55, FeedFolder.Sha256(Stock)), (file.Size, file.Sha256));
    }

    [Fact]
    public async Task An_empty_file_is_empty_by_GET_too()
    {
        await using HttpFeedServer server = await StartAsync();
        server.Files["/stock.csv"] = [];

        Assert.Equal(0, (await FetchAsync(server)).File.Size);
    }

    [Fact]
    public async Task A_file_that_neither_HEAD_nor_GET_finds_is_missing()
    {
        await using HttpFeedServer server = await StartAsync();
        server.Files.Clear();

        Assert.Null(await Source(server).ProbeAsync(CancellationToken.None));
        Assert.Equal(["HEAD /stock.csv", "GET /stock.csv bytes=0-0"], server.Requests);
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("x-gzip", "gzip")]
    [InlineData("GZIP", "gzip")]
    [InlineData("deflate", "zlib")]
    [InlineData("deflate", "deflate")]
    [InlineData("br", "br")]
    [InlineData("gzip, br", "gzip+br")]
    [InlineData("gzip", "none")]
    [InlineData("identity", "none")]
    [InlineData("none", "none")]
    public async Task What_is_encoded_unasked_becomes_the_same_55_bytes(string stated, string done)
    {
        await using HttpFeedServer server = await StartAsync();
        server.Encoding = (stated, plain => done.Split('+').Aggregate(plain, Encode));

        (_, DownloadedFile file) = await FetchAsync(server);

        Assert.Equal((55, FeedFolder.Sha256(Stock)), (file.Size, file.Sha256));
    }

    [Fact]
    public async Task An_encoded_file_that_is_cut_begins_anew_and_is_whole()
    {
        await using HttpFeedServer server = await StartAsync();
        byte[] large = FeedFolder.Bytes(300_000);
        server.Files["/stock.csv"] = Encode(large, "gzip");
        server.Encoding = ("gzip", static packed => packed);
        server.Cuts.Enqueue(100_000);

        Assert.Equal(FeedFolder.Sha256(large), (await FetchAsync(server)).File.Sha256);
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("compress")]
    [InlineData("aws-chunked")]
    public async Task An_unknown_encoding_is_refused_by_its_name(string stated)
    {
        await using HttpFeedServer server = await StartAsync();
        server.Encoding = (stated, static plain => plain);

        FeedTransportException refused = await Assert.ThrowsAsync<FeedTransportException>(() => FetchAsync(server));

        Assert.Equal("HTTP_PROTOCOL", refused.Code);
        Assert.Contains($"'{stated}'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Stamps_that_change_with_each_answer_are_settled_by_a_second_look_at_the_bytes(bool times, bool tags)
    {
        await using HttpFeedServer server = await StartAsync();
        int answers = 0;
        server.BeforeAnswer = _ =>
        {
            answers++;
            server.LastModified = times ? FeedFolder.Morning.AddSeconds(answers) : server.LastModified;
            server.ETag = tags ? $"\"v{answers}\"" : server.ETag;
        };

        (_, DownloadedFile file) = await FetchAsync(server);

        Assert.Equal(FeedFolder.Sha256(Stock), file.Sha256);
        Assert.Equal(2, server.Requests.Count(static request => request.StartsWith("GET", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Stamps_that_stand_still_need_no_second_look()
    {
        await using HttpFeedServer server = await StartAsync();

        _ = await FetchAsync(server);

        Assert.Equal(["HEAD /stock.csv", "GET /stock.csv", "HEAD /stock.csv"], server.Requests);
    }

    [Fact]
    public async Task Bytes_that_change_with_each_answer_are_no_file()
    {
        await using HttpFeedServer server = await StartAsync();
        byte answers = 0;
        server.BeforeAnswer = _ => (server.ETag, server.Files["/stock.csv"]) = ($"\"v{++answers}\"", [.. Stock[..54], answers]);

        FeedTransportException changed = await Assert.ThrowsAsync<FeedTransportException>(() => FetchAsync(server));

        Assert.Equal(("FEED_CHANGED_WHILE_READ", true), (changed.Code, changed.IsTransient));
        Assert.Empty(local.EnumerateFiles());
    }

    private static byte[] Encode(byte[] plain, string coding)
    {
        using MemoryStream packed = new();
        using (Stream stream = coding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "zlib" => new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "deflate" => new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            _ => new BufferedStream(new MemoryStream()),
        })
        {
            stream.Write(plain);
        }

        return coding == "none" ? plain : packed.ToArray();
    }

    private static IFeedSource Source(HttpFeedServer server) => FeedFolder.Source(
        new FeedSourceOptions { Url = new Uri(server.Address, "/stock.csv"), ResumeDelay = TimeSpan.Zero, StallTimeout = TimeSpan.FromSeconds(20), MaxBytes = 1L << 40 });

    private async Task<(RemoteFile Probe, DownloadedFile File)> FetchAsync(HttpFeedServer server)
    {
        IFeedSource source = Source(server);
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);
        Assert.NotNull(probe);
        return (probe, await source.DownloadAsync(probe, Path.Combine(local.FullName, "file"), CancellationToken.None));
    }

    private static async Task<HttpFeedServer> StartAsync()
    {
        HttpFeedServer server = await HttpFeedServer.StartAsync();
        server.Files["/stock.csv"] = Stock;
        return server;
    }
}
