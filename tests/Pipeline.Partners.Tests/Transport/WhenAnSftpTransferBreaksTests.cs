using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Core.Feeds.Landing;
using Pipeline.TestSupport;

namespace Pipeline.Partners.Tests.Transport;

[Collection(OpenSshTestGroup.Name)]
public sealed class WhenAnSftpTransferBreaksTests(OpenSshFixture fixture)
{
    [Fact]
    public async Task A_cut_transfer_goes_on_where_it_broke_and_yields_equal_bytes()
    {
        using FeedFolder folder = new(fixture.Server);
        byte[] bytes = FeedFolder.Bytes(2_000_000);
        folder.Put("PRICE.TXT", bytes);
        await using CuttingProxy proxy = new(fixture.Server.Port);
        IFeedSource source = FeedFolder.Source(folder.Options("sftp", "PRICE.TXT", proxy.Port));
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);

        Array.ForEach([900_000, 600_000], proxy.Budgets.Enqueue);
        DownloadedFile file = await source.DownloadAsync(probe!, folder.Target, CancellationToken.None);

        Assert.Equal(FeedFolder.Sha256(bytes), file.Sha256);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(folder.Target));
        Assert.Equal(4, proxy.DataConnections);
        // What was on its way at a cut comes again; what had been written does not.
        Assert.InRange(proxy.Passed[3], 500_000, 1_400_000);
    }

    [Fact]
    public async Task Resuming_ends_after_the_allowed_number_and_the_next_run_recovers()
    {
        using FeedFolder folder = new(fixture.Server);
        folder.Put("PRICE.TXT", FeedFolder.Bytes(500_000));
        await using CuttingProxy proxy = new(fixture.Server.Port);
        IFeedSource source = FeedFolder.Source(folder.Options("sftp", "PRICE.TXT", proxy.Port) with { MaxResumes = 2 });
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);

        Array.ForEach([100_000, 100_000, 100_000], proxy.Budgets.Enqueue);
        FeedTransportException broken = await Assert.ThrowsAsync<FeedTransportException>(
            () => source.DownloadAsync(probe!, folder.Target, CancellationToken.None));
        IEnumerable<string> left = [.. folder.LocalFiles];
        DownloadedFile next = await source.DownloadAsync(probe!, folder.Target, CancellationToken.None);

        Assert.Equal("SFTP_CUT", broken.Code);
        Assert.True(broken.IsTransient);
        Assert.Empty(left);
        Assert.Equal(500_000, next.Size);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_given_up_when_the_stall_time_has_passed()
    {
        using FeedFolder folder = new(fixture.Server);
        folder.Put("PRICE.TXT", FeedFolder.Bytes(500_000));
        await using CuttingProxy proxy = new(fixture.Server.Port) { Freezes = true };
        FakeTimeProvider clock = new(FeedFolder.Morning);
        IFeedSource source = FeedFolder.Source(
            folder.Options("sftp", "PRICE.TXT", proxy.Port) with { MaxResumes = 0 }, clock, NullLoggerFactory.Instance);
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);
        proxy.Budgets.Enqueue(100_000);

        Task<DownloadedFile> download = source.DownloadAsync(probe!, folder.Target, CancellationToken.None);
        await WaitFor.TrueAsync(() => proxy.Passed.GetValueOrDefault(1) == 100_000);
        FeedTransportException silent = await StalledAsync(download, clock);

        Assert.Equal("SFTP_STALLED", silent.Code);
        Assert.Contains("the file's bytes", silent.Message, StringComparison.Ordinal);
        Assert.True(silent.IsTransient);
        Assert.Empty(folder.LocalFiles);
    }

    [Fact]
    public async Task A_server_that_falls_silent_during_the_login_is_given_up_although_the_library_waits_on()
    {
        using FeedFolder folder = new(fixture.Server);
        await using CuttingProxy proxy = new(fixture.Server.Port) { Freezes = true };
        proxy.Budgets.Enqueue(100);
        FakeTimeProvider clock = new(FeedFolder.Morning);
        IFeedSource source = FeedFolder.Source(
            folder.Options("sftp", "PRICE.TXT", proxy.Port), clock, NullLoggerFactory.Instance);

        Task<RemoteFile?> probe = source.ProbeAsync(CancellationToken.None);
        await WaitFor.TrueAsync(() => proxy.Passed.GetValueOrDefault(0) == 100);
        FeedTransportException silent = await StalledAsync(probe, clock);

        Assert.Equal("SFTP_STALLED", silent.Code);
        Assert.Contains("the connection and its login", silent.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_is_cut_anywhere_before_the_first_answer_may_pass()
    {
        using FeedFolder folder = new(fixture.Server);
        folder.Put("PRICE.TXT", FeedFolder.Bytes(10));
        await using CuttingProxy proxy = new(fixture.Server.Port);
        IFeedSource source = FeedFolder.Source(folder.Options("sftp", "PRICE.TXT", proxy.Port));
        List<(int Bytes, string Code, bool IsTransient)> cuts = [];
        for (int bytes = 0; ; bytes += 150)
        {
            proxy.Budgets.Enqueue(bytes);
            try
            {
                await source.ProbeAsync(CancellationToken.None);
                break;
            }
            catch (FeedTransportException cut)
            {
                cuts.Add((bytes, cut.Code, cut.IsTransient));
            }
        }

        Assert.All(cuts, cut => Assert.True(cut is { Code: "SFTP_UNREACHABLE" or "SFTP_CUT", IsTransient: true }, cut.ToString()));
        Assert.InRange(cuts.Count, 10, 100);
    }

    [Fact]
    public async Task A_stall_after_some_bytes_is_resumed()
    {
        using FeedFolder folder = new(fixture.Server);
        byte[] bytes = FeedFolder.Bytes(500_000);
        folder.Put("PRICE.TXT", bytes);
        await using CuttingProxy proxy = new(fixture.Server.Port) { Freezes = true };
        IFeedSource source = FeedFolder.Source(folder.Options("sftp", "PRICE.TXT", proxy.Port) with
        {
            StallTimeout = TimeSpan.FromSeconds(2),
        });
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);
        proxy.Budgets.Enqueue(200_000);

        DownloadedFile file = await source.DownloadAsync(probe!, folder.Target, CancellationToken.None);

        Assert.Equal(FeedFolder.Sha256(bytes), file.Sha256);
    }

    [Fact]
    public async Task A_server_that_drips_is_given_up_at_the_deadline()
    {
        using FeedFolder folder = new(fixture.Server);
        folder.Put("PRICE.TXT", FeedFolder.Bytes(5_000_000));
        await using CuttingProxy proxy = new(fixture.Server.Port) { Pace = TimeSpan.FromMilliseconds(50) };
        IFeedSource source = FeedFolder.Source(folder.Options("sftp", "PRICE.TXT", proxy.Port) with
        {
            Deadline = TimeSpan.FromSeconds(3),
        });
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);

        FeedTransportException late = await Assert.ThrowsAsync<FeedTransportException>(
            () => source.DownloadAsync(probe!, folder.Target, CancellationToken.None));

        Assert.Equal("SFTP_DEADLINE", late.Code);
        Assert.Empty(folder.LocalFiles);
    }

    [Fact]
    public async Task A_file_replaced_while_it_is_read_is_refused_and_the_next_run_fetches_the_new_one()
    {
        using FeedFolder folder = new(fixture.Server);
        byte[] replacement = FeedFolder.Bytes(2_000_001)[1..];
        folder.Put("PRICE.TXT", FeedFolder.Bytes(2_000_000));
        folder.Put("PRICE.NEW", replacement);
        string price = Path.Combine(folder.Remote, "PRICE.TXT");
        File.SetLastWriteTimeUtc(price, FeedFolder.Morning.AddHours(-1).UtcDateTime);
        await using CuttingProxy proxy = new(fixture.Server.Port) { FirstBytes = 100_000 };
        IFeedSource source = FeedFolder.Source(folder.Options("sftp", "PRICE.TXT", proxy.Port));
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);
        proxy.OnFirstBytes = () => File.Move(Path.Combine(folder.Remote, "PRICE.NEW"), price, overwrite: true);

        FeedTransportException changed = await Assert.ThrowsAsync<FeedTransportException>(
            () => source.DownloadAsync(probe!, folder.Target, CancellationToken.None));
        IEnumerable<string> left = [.. folder.LocalFiles];
        RemoteFile? second = await source.ProbeAsync(CancellationToken.None);
        DownloadedFile next = await source.DownloadAsync(second!, folder.Target, CancellationToken.None);

        Assert.Equal("FEED_CHANGED_WHILE_READ", changed.Code);
        Assert.True(changed.IsTransient);
        Assert.Empty(left);
        Assert.Equal(FeedFolder.Sha256(replacement), next.Sha256);
    }

    [Fact]
    public async Task A_file_shortened_while_it_is_read_is_refused()
    {
        using FeedFolder folder = new(fixture.Server);
        folder.Put("PRICE.TXT", FeedFolder.Bytes(5_000_000));
        await using CuttingProxy proxy = new(fixture.Server.Port) { FirstBytes = 100_000 };
        IFeedSource source = FeedFolder.Source(folder.Options("sftp", "PRICE.TXT", proxy.Port));
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);
        proxy.OnFirstBytes = () => folder.Put("PRICE.TXT", FeedFolder.Bytes(10));

        FeedTransportException changed = await Assert.ThrowsAsync<FeedTransportException>(
            () => source.DownloadAsync(probe!, folder.Target, CancellationToken.None));

        Assert.Equal("FEED_CHANGED_WHILE_READ", changed.Code);
        Assert.Empty(folder.LocalFiles);
    }

    [Fact]
    public async Task A_cancelled_download_leaves_no_file()
    {
        using FeedFolder folder = new(fixture.Server);
        folder.Put("PRICE.TXT", FeedFolder.Bytes(5_000_000));
        using CancellationTokenSource cancel = new();
        await using CuttingProxy proxy = new(fixture.Server.Port) { FirstBytes = 100_000 };
        IFeedSource source = FeedFolder.Source(folder.Options("sftp", "PRICE.TXT", proxy.Port));
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);
        proxy.OnFirstBytes = cancel.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => source.DownloadAsync(probe!, folder.Target, cancel.Token));

        Assert.Empty(folder.LocalFiles);
    }

    /// <summary>Lets the stall time pass, again and again: the wait that stalls may begin after what the test saw.</summary>
    private static async Task<FeedTransportException> StalledAsync(Task download, FakeTimeProvider clock)
    {
        await WaitFor.TrueAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(21));
            return download.IsCompleted;
        });
        return await Assert.ThrowsAsync<FeedTransportException>(() => download);
    }
}
