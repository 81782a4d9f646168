using System.Diagnostics;
using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Partners.Tests.Transport;

[Collection(VsftpdTestGroup.Name)]
public sealed class WhenAnFtpTransferBreaksTests(VsftpdFixture servers)
{
    [Fact]
    public async Task A_cut_transfer_goes_on_where_it_broke_and_yields_equal_bytes()
    {
        using FeedFolder folder = new(servers.Plain);
        byte[] bytes = FeedFolder.Bytes(500_000);
        folder.Put("PRICE.TXT", bytes);
        await using CuttingFtpProxy proxy = new(servers.Plain.Port);
        proxy.Budgets.Enqueue(100_001);
        proxy.Budgets.Enqueue(50_002);
        IFeedSource source = FeedFolder.Source(folder.Options("ftp", "PRICE.TXT", proxy.Port));

        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);
        DownloadedFile file = await source.DownloadAsync(probe!, folder.Target, CancellationToken.None);

        Assert.Equal(FeedFolder.Sha256(bytes), file.Sha256);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(folder.Target));
        Assert.Equal(3, proxy.DataConnections);
        Assert.Contains("REST 100001", servers.Plain.Log, StringComparison.Ordinal);
        Assert.Contains("REST 150003", servers.Plain.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resuming_ends_after_the_allowed_number()
    {
        using FeedFolder folder = new(servers.Plain);
        folder.Put("PRICE.TXT", FeedFolder.Bytes(500_000));
        await using CuttingFtpProxy proxy = new(servers.Plain.Port);
        Array.ForEach([1000, 1000, 1000, 1000], proxy.Budgets.Enqueue);
        IFeedSource source = FeedFolder.Source(folder.Options("ftp", "PRICE.TXT", proxy.Port) with { MaxResumes = 2 });
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);

        FeedTransportException broken = await Assert.ThrowsAsync<FeedTransportException>(
            () => source.DownloadAsync(probe!, folder.Target, CancellationToken.None));

        Assert.Equal("FTP_CUT", broken.Code);
        Assert.True(broken.IsTransient);
        Assert.Equal(3, proxy.DataConnections);
        Assert.Empty(folder.LocalFiles);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_given_up_within_the_stall_time()
    {
        using FeedFolder folder = new(servers.Plain);
        folder.Put("PRICE.TXT", FeedFolder.Bytes(500_000));
        await using CuttingFtpProxy proxy = new(servers.Plain.Port) { Freezes = true };
        proxy.Budgets.Enqueue(100_000);
        IFeedSource source = FeedFolder.Source(folder.Options("ftp", "PRICE.TXT", proxy.Port) with
        {
            StallTimeout = TimeSpan.FromSeconds(2),
            MaxResumes = 0,
        });
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);

        long started = Stopwatch.GetTimestamp();
        FeedTransportException silent = await Assert.ThrowsAsync<FeedTransportException>(
            () => source.DownloadAsync(probe!, folder.Target, CancellationToken.None));

        Assert.Equal("FTP_STALLED", silent.Code);
        Assert.True(silent.IsTransient);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(15));
        Assert.Empty(folder.LocalFiles);
    }

    [Fact]
    public async Task A_stall_after_some_bytes_is_resumed()
    {
        using FeedFolder folder = new(servers.Plain);
        byte[] bytes = FeedFolder.Bytes(500_000);
        folder.Put("PRICE.TXT", bytes);
        await using CuttingFtpProxy proxy = new(servers.Plain.Port) { Freezes = true };
        proxy.Budgets.Enqueue(100_000);
        IFeedSource source = FeedFolder.Source(folder.Options("ftp", "PRICE.TXT", proxy.Port) with
        {
            StallTimeout = TimeSpan.FromSeconds(2),
        });
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);

        DownloadedFile file = await source.DownloadAsync(probe!, folder.Target, CancellationToken.None);

        Assert.Equal(FeedFolder.Sha256(bytes), file.Sha256);
    }

    [Fact]
    public async Task A_server_that_drips_is_given_up_at_the_deadline()
    {
        using FeedFolder folder = new(servers.Plain);
        folder.Put("PRICE.TXT", FeedFolder.Bytes(5_000_000));
        await using CuttingFtpProxy proxy = new(servers.Plain.Port) { Pace = TimeSpan.FromMilliseconds(50) };
        IFeedSource source = FeedFolder.Source(folder.Options("ftp", "PRICE.TXT", proxy.Port) with
        {
            Deadline = TimeSpan.FromSeconds(3),
        });
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);

        FeedTransportException late = await Assert.ThrowsAsync<FeedTransportException>(
            () => source.DownloadAsync(probe!, folder.Target, CancellationToken.None));

        Assert.Equal("FTP_DEADLINE", late.Code);
        Assert.Empty(folder.LocalFiles);
    }

    [Fact]
    public async Task A_file_replaced_while_it_is_read_is_refused()
    {
        using FeedFolder folder = new(servers.Plain);
        folder.Put("PRICE.TXT", FeedFolder.Bytes(2_000_000));
        await using CuttingFtpProxy proxy = new(servers.Plain.Port)
        {
            OnFirstBytes = () => File.SetLastWriteTimeUtc(
                Path.Combine(folder.Remote, "PRICE.TXT"), FeedFolder.Morning.AddHours(1).UtcDateTime),
        };
        IFeedSource source = FeedFolder.Source(folder.Options("ftp", "PRICE.TXT", proxy.Port));
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);

        FeedTransportException changed = await Assert.ThrowsAsync<FeedTransportException>(
            () => source.DownloadAsync(probe!, folder.Target, CancellationToken.None));

        Assert.Equal("FEED_CHANGED_WHILE_READ", changed.Code);
        Assert.True(changed.IsTransient);
        Assert.Empty(folder.LocalFiles);
    }

    [Fact]
    public async Task A_cancelled_download_leaves_no_file()
    {
        using FeedFolder folder = new(servers.Plain);
        folder.Put("PRICE.TXT", FeedFolder.Bytes(5_000_000));
        using CancellationTokenSource cancel = new();
        await using CuttingFtpProxy proxy = new(servers.Plain.Port)
        {
            Pace = TimeSpan.FromMilliseconds(50),
            OnFirstBytes = cancel.Cancel,
        };
        IFeedSource source = FeedFolder.Source(folder.Options("ftp", "PRICE.TXT", proxy.Port));
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => source.DownloadAsync(probe!, folder.Target, cancel.Token));

        Assert.Empty(folder.LocalFiles);
    }
}
