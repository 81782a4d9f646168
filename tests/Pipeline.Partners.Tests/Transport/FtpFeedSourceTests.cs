using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Partners.Tests.Transport;

[Collection(VsftpdTestGroup.Name)]
public sealed class FtpFeedSourceTests(VsftpdFixture servers)
{
    [Theory]
    [InlineData("ftp")]
    [InlineData("ftpes")]
    [InlineData("ftps")]
    public async Task A_file_is_probed_and_fetched_byte_by_byte(string scheme)
    {
        using FeedFolder folder = new(servers[scheme]);
        byte[] bytes = FeedFolder.Bytes(3_000_001);
        folder.Put("PRICE.TXT", bytes);
        IFeedSource source = FeedFolder.Source(folder.Options(scheme, "PRICE.TXT"));

        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);
        DownloadedFile file = await source.DownloadAsync(probe!, folder.Target, CancellationToken.None);

        Assert.Equal(3_000_001, probe!.Size);
        Assert.Equal(FeedFolder.Morning, probe.ModifiedAt);
        Assert.EndsWith("/PRICE.TXT", probe.Path, StringComparison.Ordinal);
        Assert.Null(probe.ETag);
        Assert.Equal(new DownloadedFile(folder.Target, 3_000_001, FeedFolder.Sha256(bytes), FeedFolder.Morning), file);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(folder.Target));
    }

    [Theory]
    [InlineData("ftp")]
    [InlineData("ftpes")]
    public async Task An_absent_file_gives_no_probe(string scheme)
    {
        using FeedFolder folder = new(servers[scheme]);

        Assert.Null(await FeedFolder.Source(folder.Options(scheme, "PRICE.TXT")).ProbeAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_file_without_its_done_marker_is_not_there_yet()
    {
        using FeedFolder folder = new(servers.Plain);
        folder.Put("PRICE.TXT", FeedFolder.Bytes(10));
        IFeedSource source = FeedFolder.Source(folder.Options("ftp", "PRICE.TXT") with { DoneMarker = "PRICE.DONE" });

        RemoteFile? before = await source.ProbeAsync(CancellationToken.None);
        folder.Put("PRICE.DONE", []);
        RemoteFile? after = await source.ProbeAsync(CancellationToken.None);

        Assert.Null(before);
        Assert.Equal(10, after!.Size);
    }

    [Fact]
    public async Task An_empty_file_is_fetched_as_empty()
    {
        using FeedFolder folder = new(servers.Plain);
        folder.Put("EMPTY.TXT", []);
        IFeedSource source = FeedFolder.Source(folder.Options("ftp", "EMPTY.TXT"));

        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);
        DownloadedFile file = await source.DownloadAsync(probe!, folder.Target, CancellationToken.None);

        Assert.Equal(0, file.Size);
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", file.Sha256);
    }

    [Fact]
    public async Task A_file_that_changed_since_the_probe_is_refused_and_nothing_stays()
    {
        using FeedFolder folder = new(servers.Plain);
        folder.Put("PRICE.TXT", FeedFolder.Bytes(100));
        IFeedSource source = FeedFolder.Source(folder.Options("ftp", "PRICE.TXT"));
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);
        folder.Put("PRICE.TXT", FeedFolder.Bytes(101));

        FeedTransportException refused = await Assert.ThrowsAsync<FeedTransportException>(
            () => source.DownloadAsync(probe!, folder.Target, CancellationToken.None));

        Assert.Equal("FEED_CHANGED_WHILE_READ", refused.Code);
        Assert.True(refused.IsTransient);
        Assert.Empty(folder.LocalFiles);
    }

    [Fact]
    public async Task A_file_that_vanished_since_the_probe_is_named()
    {
        using FeedFolder folder = new(servers.Plain);
        folder.Put("PRICE.TXT", FeedFolder.Bytes(100));
        IFeedSource source = FeedFolder.Source(folder.Options("ftp", "PRICE.TXT"));
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);
        File.Delete(Path.Combine(folder.Remote, "PRICE.TXT"));

        FeedTransportException refused = await Assert.ThrowsAsync<FeedTransportException>(
            () => source.DownloadAsync(probe!, folder.Target, CancellationToken.None));

        Assert.Equal("FEED_FILE_MISSING", refused.Code);
        Assert.Empty(folder.LocalFiles);
    }

    [Fact]
    public async Task A_file_above_the_limit_is_refused_before_it_is_fetched()
    {
        using FeedFolder folder = new(servers.Plain);
        folder.Put("PRICE.TXT", FeedFolder.Bytes(101));
        IFeedSource source = FeedFolder.Source(folder.Options("ftp", "PRICE.TXT") with { MaxBytes = 100 });
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);

        FeedTransportException refused = await Assert.ThrowsAsync<FeedTransportException>(
            () => source.DownloadAsync(probe!, folder.Target, CancellationToken.None));

        Assert.Equal("FEED_TOO_LARGE", refused.Code);
        Assert.False(refused.IsTransient);
        Assert.Empty(folder.LocalFiles);
    }

    [Fact]
    public async Task A_full_disk_is_named_and_the_partial_file_removed()
    {
        using FeedFolder folder = new(servers.Plain);
        folder.Put("PRICE.TXT", FeedFolder.Bytes(100));
        IFeedSource source = FeedFolder.Source(folder.Options("ftp", "PRICE.TXT"));
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);
        File.CreateSymbolicLink(folder.Target, "/dev/full");

        FeedTransportException refused = await Assert.ThrowsAsync<FeedTransportException>(
            () => source.DownloadAsync(probe!, folder.Target, CancellationToken.None));

        Assert.Equal("FEED_DISK_FULL", refused.Code);
        Assert.Empty(folder.LocalFiles);
        Assert.True(File.Exists("/dev/full"));
    }
}
