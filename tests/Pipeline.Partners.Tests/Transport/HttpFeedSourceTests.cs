using System.Security.Cryptography.X509Certificates;
using Pipeline.Core.Feeds.Landing;
using Pipeline.TestSupport;

namespace Pipeline.Partners.Tests.Transport;

public sealed class HttpFeedSourceTests : IDisposable
{
    private readonly DirectoryInfo local = Directory.CreateTempSubdirectory("feed-");
    private readonly byte[] bytes = FeedFolder.Bytes(500_000);

    private string Target => Path.Combine(local.FullName, "feed.part");

    public void Dispose() => local.Delete(recursive: true);

    [Fact]
    public async Task A_file_is_probed_and_fetched_byte_by_byte()
    {
        await using HttpFeedServer server = await StartAsync();
        IFeedSource source = FeedFolder.Source(Options(server));

        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);
        DownloadedFile file = await source.DownloadAsync(probe!, Target, CancellationToken.None);

        Assert.Equal(new RemoteFile("/feeds/price.csv", 500_000, FeedFolder.Morning, "\"v1\""), probe);
        Assert.Equal(new DownloadedFile(Target, 500_000, FeedFolder.Sha256(bytes), FeedFolder.Morning), file);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task HTTPS_accepts_the_pinned_certificate_and_no_other()
    {
        using X509Certificate2 certificate = TestCertificate.Create();
        await using HttpFeedServer server = await HttpFeedServer.StartAsync(certificate);
        server.Files["/feeds/price.csv"] = bytes;
        FeedSourceOptions pinned = Options(server) with { CertificateThumbprint = TestCertificate.Thumbprint(certificate) };

        RemoteFile? probe = await FeedFolder.Source(pinned).ProbeAsync(CancellationToken.None);
        FeedTransportException other = await ThrowsOnProbeAsync(pinned with { CertificateThumbprint = new string('a', 64) });
        FeedTransportException none = await ThrowsOnProbeAsync(pinned with { CertificateThumbprint = null });

        Assert.Equal(500_000, probe!.Size);
        Assert.Equal("HTTP_TLS_CERTIFICATE", other.Code);
        Assert.Equal("HTTP_TLS_CERTIFICATE", none.Code);
        Assert.Contains(TestCertificate.Thumbprint(certificate), none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_absent_file_or_done_marker_gives_no_probe()
    {
        await using HttpFeedServer server = await StartAsync();
        FeedSourceOptions marked = Options(server) with { DoneMarker = "price.done" };

        Assert.Null(await FeedFolder.Source(Options(server, "/feeds/other.csv")).ProbeAsync(CancellationToken.None));
        Assert.Null(await FeedFolder.Source(marked).ProbeAsync(CancellationToken.None));
        server.Files["/feeds/price.done"] = [];
        Assert.NotNull(await FeedFolder.Source(marked).ProbeAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("\"v1\"", true)]
    [InlineData(null, true)]
    [InlineData("W/\"v1\"", true)]
    [InlineData(null, false)]
    public async Task A_cut_transfer_yields_equal_bytes_resumed_only_where_a_validator_is_strong(string? etag, bool hasTime)
    {
        await using HttpFeedServer server = await StartAsync();
        server.ETag = etag;
        server.LastModified = hasTime ? FeedFolder.Morning : null;
        server.Cuts.Enqueue(100_001);
        IFeedSource source = FeedFolder.Source(Options(server));
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);

        DownloadedFile file = await source.DownloadAsync(probe!, Target, CancellationToken.None);

        Assert.Equal(FeedFolder.Sha256(bytes), file.Sha256);
        Assert.Equal(hasTime ? 1 : 0, server.Requests.Count(request => request.StartsWith("GET /feeds/price.csv bytes=", StringComparison.Ordinal)));
        Assert.Equal(2, server.Requests.Count(request => request.StartsWith("GET", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_server_without_ranges_is_read_again_from_the_start()
    {
        await using HttpFeedServer server = await StartAsync();
        server.IgnoresRanges = true;
        server.Cuts.Enqueue(100_001);
        IFeedSource source = FeedFolder.Source(Options(server));
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);

        DownloadedFile file = await source.DownloadAsync(probe!, Target, CancellationToken.None);

        Assert.Equal(bytes, await File.ReadAllBytesAsync(file.Path));
    }

    [Fact]
    public async Task A_file_replaced_between_two_attempts_is_never_glued_together()
    {
        await using HttpFeedServer server = await StartAsync();
        server.Cuts.Enqueue(100_001);
        byte[] other = [.. bytes.Reverse()];
        int gets = 0;
        server.BeforeAnswer = request =>
        {
            if (request.Method == "GET" && ++gets == 2)
            {
                (server.ETag, server.Files["/feeds/price.csv"]) = ("\"v2\"", other);
            }
        };
        IFeedSource source = FeedFolder.Source(Options(server));
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);

        DownloadedFile file = await source.DownloadAsync(probe!, Target, CancellationToken.None);

        Assert.Equal(FeedFolder.Sha256(other), file.Sha256);
    }

    [Fact]
    public async Task A_file_replaced_behind_the_last_byte_is_refused()
    {
        await using HttpFeedServer server = await StartAsync();
        server.AfterBody = () => (server.ETag, server.Files["/feeds/price.csv"]) = ("\"v2\"", [.. bytes.Reverse()]);
        IFeedSource source = FeedFolder.Source(Options(server));
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);

        FeedTransportException changed = await Assert.ThrowsAsync<FeedTransportException>(
            () => source.DownloadAsync(probe!, Target, CancellationToken.None));

        Assert.Equal("FEED_CHANGED_WHILE_READ", changed.Code);
        Assert.True(changed.IsTransient);
        Assert.Empty(local.EnumerateFiles());
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_given_up()
    {
        await using HttpFeedServer server = await StartAsync();
        server.FreezesAfter = 1000;
        IFeedSource source = FeedFolder.Source(Options(server) with { StallTimeout = TimeSpan.FromSeconds(2), MaxResumes = 0 });
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);

        FeedTransportException silent = await Assert.ThrowsAsync<FeedTransportException>(
            () => source.DownloadAsync(probe!, Target, CancellationToken.None));

        Assert.Equal("HTTP_STALLED", silent.Code);
        Assert.Empty(local.EnumerateFiles());
    }

    [Fact]
    public async Task Basic_credentials_are_sent_to_the_configured_server_only()
    {
        await using HttpFeedServer elsewhere = await StartAsync();
        await using HttpFeedServer server = await StartAsync();
        server.Authorization = "Basic YzE6aHVudGVyMg==";
        server.Redirects["/moved"] = new Uri(elsewhere.Address, "/feeds/price.csv").AbsoluteUri;
        FeedSourceOptions options = Options(server) with { UserName = "c1", Password = "hunter2" };

        RemoteFile? here = await FeedFolder.Source(options).ProbeAsync(CancellationToken.None);
        RemoteFile? there = await FeedFolder.Source(options with { Url = new Uri(server.Address, "/moved") })
            .ProbeAsync(CancellationToken.None);
        FeedTransportException wrong = await ThrowsOnProbeAsync(options with { Password = "wr0ng" });

        Assert.Equal(500_000, here!.Size);
        Assert.Equal(500_000, there!.Size);
        Assert.Equal(["HEAD /feeds/price.csv"], elsewhere.Requests);
        Assert.Equal("HTTP_LOGIN_REFUSED", wrong.Code);
        Assert.DoesNotContain("wr0ng", wrong.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/feeds/price.csv")]
    [InlineData("http://192.0.2.1/feeds/price.csv")]
    [InlineData("ftp://127.0.0.1/feeds/price.csv")]
    public async Task Redirects_in_circles_and_to_unsafe_places_are_refused(string location)
    {
        await using HttpFeedServer server = await StartAsync();
        server.Redirects["/feeds/price.csv"] = location;

        FeedTransportException refused = await ThrowsOnProbeAsync(Options(server));

        Assert.Equal("HTTP_REDIRECT_REFUSED", refused.Code);
        Assert.InRange(server.Requests.Count, 1, 6);
    }

    [Fact]
    public async Task A_redirect_from_HTTPS_to_HTTP_is_refused()
    {
        using X509Certificate2 certificate = TestCertificate.Create();
        await using HttpFeedServer plain = await StartAsync();
        await using HttpFeedServer server = await HttpFeedServer.StartAsync(certificate);
        server.Redirects["/feeds/price.csv"] = new Uri(plain.Address, "/feeds/price.csv").AbsoluteUri;

        FeedTransportException refused = await ThrowsOnProbeAsync(
            Options(server) with { CertificateThumbprint = TestCertificate.Thumbprint(certificate) });

        Assert.Equal("HTTP_REDIRECT_REFUSED", refused.Code);
        Assert.Empty(plain.Requests);
    }

    [Theory]
    [InlineData(500, "HTTP_SERVER_ERROR", true)]
    [InlineData(503, "HTTP_SERVER_ERROR", true)]
    [InlineData(429, "HTTP_SERVER_ERROR", true)]
    [InlineData(400, "HTTP_REFUSED", false)]
    [InlineData(403, "HTTP_LOGIN_REFUSED", false)]
    public async Task A_refusal_says_whether_a_retry_may_help(int status, string code, bool isTransient)
    {
        await using HttpFeedServer server = await StartAsync();
        server.Status = status;

        FeedTransportException refused = await ThrowsOnProbeAsync(Options(server));

        Assert.Equal((code, isTransient), (refused.Code, refused.IsTransient));
    }

    [Fact]
    public async Task A_body_that_outgrows_the_limit_is_cut_off()
    {
        await using HttpFeedServer server = await StartAsync();
        IFeedSource source = FeedFolder.Source(Options(server) with { MaxBytes = 1000 });

        FeedTransportException refused = await Assert.ThrowsAsync<FeedTransportException>(() => source.DownloadAsync(
            new RemoteFile("/feeds/price.csv", Size: null, FeedFolder.Morning, "\"v1\""), Target, CancellationToken.None));

        Assert.Equal("FEED_TOO_LARGE", refused.Code);
        Assert.Empty(local.EnumerateFiles());
    }

    [Fact]
    public async Task A_closed_port_is_unreachable_and_worth_a_retry()
    {
        FeedTransportException refused = await ThrowsOnProbeAsync(
            new FeedSourceOptions { Url = new Uri("http://127.0.0.1:1/feeds/price.csv") });

        Assert.Equal("HTTP_UNREACHABLE", refused.Code);
        Assert.True(refused.IsTransient);
    }

    private static FeedSourceOptions Options(HttpFeedServer server, string path = "/feeds/price.csv") => new()
    {
        Url = new Uri(server.Address, path),
        StallTimeout = TimeSpan.FromSeconds(20),
        ResumeDelay = TimeSpan.Zero,
    };

    private static Task<FeedTransportException> ThrowsOnProbeAsync(FeedSourceOptions options) =>
        Assert.ThrowsAsync<FeedTransportException>(
            () => FeedFolder.Source(options).ProbeAsync(CancellationToken.None));

    private async Task<HttpFeedServer> StartAsync()
    {
        HttpFeedServer server = await HttpFeedServer.StartAsync();
        server.Files["/feeds/price.csv"] = bytes;
        return server;
    }
}
