using System.Runtime.Versioning;
using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Partners.Tests.Transport;

[Collection(OpenSshTestGroup.Name)]
public sealed class SftpFeedSourceTests(OpenSshFixture fixture)
{
    [Fact]
    public async Task A_file_is_probed_and_fetched_byte_by_byte()
    {
        using FeedFolder folder = new(fixture.Server);
        byte[] bytes = FeedFolder.Bytes(3_000_001);
        folder.Put("PRICE.TXT", bytes);
        IFeedSource source = FeedFolder.Source(folder.Options("sftp", "PRICE.TXT"));

        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);
        DownloadedFile file = await source.DownloadAsync(probe!, folder.Target, CancellationToken.None);

        Assert.Equal(3_000_001, probe!.Size);
        Assert.Equal(FeedFolder.Morning, probe.ModifiedAt);
        Assert.EndsWith("/PRICE.TXT", probe.Path, StringComparison.Ordinal);
        Assert.Null(probe.ETag);
        Assert.Equal(new DownloadedFile(folder.Target, 3_000_001, FeedFolder.Sha256(bytes), FeedFolder.Morning), file);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(folder.Target));
    }

    [Fact]
    public async Task A_path_is_relative_to_the_logins_folder_and_absolute_behind_percent_2F()
    {
        using FeedFolder folder = new(fixture.Server);
        folder.Put("Prix été.TXT", FeedFolder.Bytes(10));
        string absolute = $"%2F{folder.Remote.TrimStart('/')}/Prix%20%C3%A9t%C3%A9.TXT";
        FeedSourceOptions relative = folder.Options("sftp", "Prix%20%C3%A9t%C3%A9.TXT");

        RemoteFile? first = await FeedFolder.Source(relative).ProbeAsync(CancellationToken.None);
        RemoteFile? second = await FeedFolder.Source(
            relative with { Url = new Uri(relative.Url, "/" + absolute) }).ProbeAsync(CancellationToken.None);

        Assert.EndsWith("/Prix été.TXT", first!.Path, StringComparison.Ordinal);
        Assert.Equal($"{folder.Remote}/Prix été.TXT", second!.Path);
        Assert.Equal((first.Size, first.ModifiedAt), (second.Size, second.ModifiedAt));
    }

    [Fact]
    public async Task A_link_stands_for_its_file()
    {
        using FeedFolder folder = new(fixture.Server);
        folder.Put("PRICE-0310.TXT", FeedFolder.Bytes(1000));
        File.CreateSymbolicLink(Path.Combine(folder.Remote, "PRICE.TXT"), "PRICE-0310.TXT");
        IFeedSource source = FeedFolder.Source(folder.Options("sftp", "PRICE.TXT"));

        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);
        DownloadedFile file = await source.DownloadAsync(probe!, folder.Target, CancellationToken.None);

        Assert.Equal(FeedFolder.Sha256(FeedFolder.Bytes(1000)), file.Sha256);
    }

    [Theory]
    [InlineData("PRICE.TXT")]
    [InlineData("no-such-folder/PRICE.TXT")]
    public async Task An_absent_file_gives_no_probe(string path)
    {
        using FeedFolder folder = new(fixture.Server);

        Assert.Null(await FeedFolder.Source(folder.Options("sftp", path)).ProbeAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_file_without_its_done_marker_is_not_there_yet()
    {
        using FeedFolder folder = new(fixture.Server);
        folder.Put("PRICE.TXT", FeedFolder.Bytes(10));
        IFeedSource source = FeedFolder.Source(folder.Options("sftp", "PRICE.TXT") with { DoneMarker = "PRICE.DONE" });

        RemoteFile? before = await source.ProbeAsync(CancellationToken.None);
        folder.Put("PRICE.DONE", []);
        RemoteFile? after = await source.ProbeAsync(CancellationToken.None);

        Assert.Null(before);
        Assert.Equal(10, after!.Size);
    }

    [Fact]
    public async Task An_empty_file_is_fetched_as_empty()
    {
        using FeedFolder folder = new(fixture.Server);
        folder.Put("EMPTY.TXT", []);
        IFeedSource source = FeedFolder.Source(folder.Options("sftp", "EMPTY.TXT"));

        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);
        DownloadedFile file = await source.DownloadAsync(probe!, folder.Target, CancellationToken.None);

        Assert.Equal(0, file.Size);
    }

    [Fact]
    public async Task A_folder_is_no_file()
    {
        using FeedFolder folder = new(fixture.Server);
        Directory.CreateDirectory(Path.Combine(folder.Remote, "prices"));

        FeedTransportException refused = await Assert.ThrowsAsync<FeedTransportException>(
            () => FeedFolder.Source(folder.Options("sftp", "prices")).ProbeAsync(CancellationToken.None));

        Assert.Equal("SFTP_NO_FILE", refused.Code);
        Assert.Contains("a folder, not a file", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public async Task A_file_that_the_login_may_not_read_is_named_and_fetched_once_it_may()
    {
        using FeedFolder folder = new(fixture.Server);
        folder.Put("PRICE.TXT", FeedFolder.Bytes(100));
        string remote = Path.Combine(folder.Remote, "PRICE.TXT");
        File.SetUnixFileMode(remote, UnixFileMode.UserRead);
        IFeedSource source = FeedFolder.Source(folder.Options("sftp", "PRICE.TXT"));
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);

        FeedTransportException refused = await Assert.ThrowsAsync<FeedTransportException>(
            () => source.DownloadAsync(probe!, folder.Target, CancellationToken.None));
        IEnumerable<string> left = [.. folder.LocalFiles];
        File.SetUnixFileMode(remote, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        DownloadedFile file = await source.DownloadAsync(probe!, folder.Target, CancellationToken.None);

        Assert.Equal("SFTP_PERMISSION_DENIED", refused.Code);
        Assert.Contains("/PRICE.TXT", refused.Message, StringComparison.Ordinal);
        Assert.False(refused.IsTransient);
        Assert.Empty(left);
        Assert.Equal(100, file.Size);
    }

    [Fact]
    public async Task A_file_that_changed_or_vanished_since_the_probe_is_refused_and_nothing_stays()
    {
        using FeedFolder folder = new(fixture.Server);
        folder.Put("PRICE.TXT", FeedFolder.Bytes(100));
        IFeedSource source = FeedFolder.Source(folder.Options("sftp", "PRICE.TXT"));
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);

        folder.Put("PRICE.TXT", FeedFolder.Bytes(101));
        FeedTransportException changed = await Assert.ThrowsAsync<FeedTransportException>(
            () => source.DownloadAsync(probe!, folder.Target, CancellationToken.None));
        File.Delete(Path.Combine(folder.Remote, "PRICE.TXT"));
        FeedTransportException missing = await Assert.ThrowsAsync<FeedTransportException>(
            () => source.DownloadAsync(probe!, folder.Target, CancellationToken.None));

        Assert.Equal("FEED_CHANGED_WHILE_READ", changed.Code);
        Assert.Equal("FEED_FILE_MISSING", missing.Code);
        Assert.Empty(folder.LocalFiles);
    }

    [Fact]
    public async Task A_file_above_the_limit_is_refused_before_it_is_fetched()
    {
        using FeedFolder folder = new(fixture.Server);
        folder.Put("PRICE.TXT", FeedFolder.Bytes(101));
        IFeedSource source = FeedFolder.Source(folder.Options("sftp", "PRICE.TXT") with { MaxBytes = 100 });
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);

        FeedTransportException refused = await Assert.ThrowsAsync<FeedTransportException>(
            () => source.DownloadAsync(probe!, folder.Target, CancellationToken.None));

        Assert.Equal("FEED_TOO_LARGE", refused.Code);
        Assert.Empty(folder.LocalFiles);
    }
}
