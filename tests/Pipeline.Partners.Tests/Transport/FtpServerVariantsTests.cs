using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Partners.Transport.Ftp;
using Pipeline.TestSupport;

namespace Pipeline.Partners.Tests.Transport;

/// <summary>What servers other than vsftpd do.</summary>
public sealed class FtpServerVariantsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_foreign_address_of_PASV_is_ignored()
    {
        await using ScriptedFtpServer server = new() { Data = [7, 8, 9] };
        await using AsyncFtpClient client = await ConnectedAsync(server);

        await using Stream stream = await client.OpenReadAsync("PRICE.TXT", offset: 0, CancellationToken.None);
        byte[] bytes = new byte[3];
        await stream.ReadExactlyAsync(bytes);

        Assert.Equal([7, 8, 9], bytes);
        Assert.Equal(0, await stream.ReadAsync(new byte[1]));
        Assert.Equal(
            ["USER anonymous", "PASS ", "FEAT", "TYPE I", "EPSV", "PASV", "RETR PRICE.TXT"], server.Commands);
    }

    [Theory]
    [InlineData("-rw-r--r--   1 ftp      ftp       123456 Mar 09 23:15 PRICE.TXT", "2026-03-09T23:15:00Z")]
    [InlineData("-rw-r--r--   1 ftp      ftp       123456 Dec 24 23:15 PRICE.TXT", "2025-12-24T23:15:00Z")]
    [InlineData("-rw-r--r--   1 ftp                123456 Feb 29  2024 PRICE.TXT", "2024-02-29T00:00:00Z")]
    [InlineData("03-09-26  11:15PM               123456 PRICE.TXT", "2026-03-09T23:15:00Z")]
    public async Task A_server_without_SIZE_and_MDTM_is_read_through_its_listing(string line, string modified)
    {
        await using ScriptedFtpServer server = new()
        {
            Data = System.Text.Encoding.ASCII.GetBytes($"total 1\r\n{line}\r\n"),
        };
        await using AsyncFtpClient client = await ConnectedAsync(server);

        FtpFileFacts? facts = await client.GetFileFactsAsync("FUSION/PRICE.TXT", CancellationToken.None);

        Assert.Equal((123456, DateTimeOffset.Parse(modified, System.Globalization.CultureInfo.InvariantCulture)), (facts!.Size, facts.Modified));
        Assert.Contains("LIST FUSION", server.Commands);
    }

    [Fact]
    public async Task A_machine_listing_is_preferred_where_it_is_announced()
    {
        await using ScriptedFtpServer server = new()
        {
            Data = System.Text.Encoding.UTF8.GetBytes(
                "type=cdir;modify=20260310060000; .\r\n"
                + "Type=file;Size=10;Modify=20260310050000.250;UNIX.mode=0644; prix été; 1.txt\r\n"
                + "type=dir;modify=20260310060000; old\r\n"),
        };
        server.Replies["FEAT"] = "211-Features:\r\n MLST type*;size*;modify*;\r\n UTF8\r\n211 End";
        await using AsyncFtpClient client = await ConnectedAsync(server);

        IReadOnlyList<FtpListItem> items = await client.GetListingAsync("", CancellationToken.None);

        Assert.Equal(
            [
                new FtpListItem("prix été; 1.txt", FtpObjectType.File, 10, Now.AddHours(-1).AddMilliseconds(250)),
                new FtpListItem("old", FtpObjectType.Directory, null, Now),
            ],
            items);
        Assert.Contains("MLSD", server.Commands);
        Assert.Contains("OPTS UTF8 ON", server.Commands);
    }

    [Theory]
    [InlineData("-rw-rw-r--+ 1 c1 domain users 10 Mar  9 23:15 two  words.txt", "two  words.txt", FtpObjectType.File, 10L)]
    [InlineData("lrwxrwxrwx 1 0 0 9 Mar 09 23:15 PRICE.TXT -> a/b.txt", "PRICE.TXT", FtpObjectType.Link, null)]
    [InlineData("drwxr-xr-x 2 0 0 4096 Mar 09 2025 old", "old", FtpObjectType.Directory, null)]
    [InlineData("03-09-2026  11:15PM       <DIR>          old files", "old files", FtpObjectType.Directory, null)]
    [InlineData("-rw-r--r-- 1 0 0 99999999999 Mar 09 23:15 1 Mar 2 2024", "1 Mar 2 2024", FtpObjectType.File, 99999999999L)]
    public async Task A_listing_line_is_read_in_the_forms_that_servers_use(
        string line, string name, FtpObjectType type, long? size)
    {
        await using ScriptedFtpServer server = new()
        {
            Data = System.Text.Encoding.ASCII.GetBytes($"total 1\ndrwxr-xr-x 2 0 0 4096 Mar 09 2025 .\n{line}\nnonsense\n"),
        };
        await using AsyncFtpClient client = await ConnectedAsync(server);

        FtpListItem item = Assert.Single(await client.GetListingAsync("-a", CancellationToken.None), item => item.Type != FtpObjectType.Unknown);

        Assert.Equal((name, type, size), (item.Name, item.Type, item.Size));
        Assert.Contains("LIST ./-a", server.Commands);
    }

    [Theory]
    [InlineData("FUSION/FR/PRICE.TXT", "FUSION/FR/PRICE.TXT")]
    [InlineData("%2FFUSION/PRICE%20LIST.TXT", "/FUSION/PRICE LIST.TXT")]
    [InlineData("cat%C3%A9gorie.txt", "catégorie.txt")]
    [InlineData("cat%E9gorie.txt", "catégorie.txt")]
    [InlineData("100%25.txt", "100%.txt")]
    public async Task The_path_of_an_address_is_relative_to_the_login_unless_escaped(string escaped, string path)
    {
        await using ScriptedFtpServer server = new();
        server.Replies["SIZE"] = "213 3";
        server.Replies["MDTM"] = "213 20260310060000";
        IFeedSource source = FeedFolder.Source(
            new FeedSourceOptions { Url = new Uri($"ftp://127.0.0.1:{server.Port}/{escaped}") });

        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);

        Assert.Equal(new RemoteFile(path, 3, Now, ETag: null), probe);
    }

    [Fact]
    public async Task A_control_character_in_an_address_is_not_sent()
    {
        await using ScriptedFtpServer server = new();
        IFeedSource source = FeedFolder.Source(
            new FeedSourceOptions { Url = new Uri($"ftp://127.0.0.1:{server.Port}/a%0D%0ADELE%20b") });

        FeedTransportException refused = await Assert.ThrowsAsync<FeedTransportException>(
            () => source.ProbeAsync(CancellationToken.None));

        Assert.Equal("FTP_NAME_REFUSED", refused.Code);
        Assert.DoesNotContain(server.Commands, command => command.StartsWith("DELE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_without_REST_is_read_again_from_the_start()
    {
        await using ScriptedFtpServer server = new() { Data = [1, 2, 3] };
        server.Broken.Enqueue([1, 2]);
        server.Replies["REST"] = "502 no";

        (DownloadedFile file, byte[] bytes) = await DownloadThreeBytesAsync(server);

        Assert.Equal([1, 2, 3], bytes);
        Assert.Equal("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81", file.Sha256);
        Assert.Equal(["RETR PRICE.TXT", "REST 2", "RETR PRICE.TXT"], server.Commands.Where(IsTransfer));
    }

    [Fact]
    public async Task A_transfer_whose_bytes_are_all_here_is_checked_again_and_not_repeated()
    {
        await using ScriptedFtpServer server = new();
        server.Broken.Enqueue([1, 2, 3]);

        (DownloadedFile file, byte[] bytes) = await DownloadThreeBytesAsync(server);

        Assert.Equal([1, 2, 3], bytes);
        Assert.Equal(3, file.Size);
        Assert.Equal(["RETR PRICE.TXT"], server.Commands.Where(IsTransfer));
        Assert.Equal(4, server.Commands.Count(command => command == "SIZE PRICE.TXT"));
    }

    [Fact]
    public async Task More_bytes_than_announced_are_refused()
    {
        await using ScriptedFtpServer server = new() { Data = [1, 2, 3, 4] };

        FeedTransportException refused = await Assert.ThrowsAsync<FeedTransportException>(
            () => DownloadThreeBytesAsync(server));

        Assert.Equal("FEED_CHANGED_WHILE_READ", refused.Code);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request", "FTP_PROTOCOL")]
    [InlineData("421 too many connections", "FTP_BUSY")]
    [InlineData("554 go away", "FTP_COMMAND_REFUSED")]
    public async Task A_greeting_that_is_none_is_named(string greeting, string code)
    {
        await using ScriptedFtpServer server = new();
        server.Replies["GREETING"] = greeting;

        FtpException refused = await Assert.ThrowsAsync<FtpException>(() => ConnectedAsync(server));

        Assert.Equal(code, refused.Code);
    }

    [Fact]
    public async Task An_endless_reply_is_cut_off()
    {
        await using ScriptedFtpServer server = new();
        server.Replies["GREETING"] = "220-" + string.Join("\r\n", Enumerable.Repeat(new string('x', 1000), 200));

        FtpException refused = await Assert.ThrowsAsync<FtpException>(() => ConnectedAsync(server));

        Assert.Equal("FTP_PROTOCOL", refused.Code);
    }

    [Fact]
    public async Task A_server_that_never_greets_stalls_by_the_given_clock()
    {
        TestClock clock = new();
        await using ScriptedFtpServer server = new();
        server.Replies["GREETING"] = "";
        await using AsyncFtpClient client = new(
            new FtpConfig
            {
                Host = "127.0.0.1",
                Port = server.Port,
                ConnectTimeout = TimeSpan.FromDays(20),
                Deadline = TimeSpan.FromDays(20),
                StallTimeout = TimeSpan.FromSeconds(60),
            },
            clock,
            NullLogger.Instance);

        Task connecting = client.ConnectAsync(CancellationToken.None);
        await WaitFor.TrueAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(20));
            return connecting.IsCompleted;
        });

        FtpException silent = await Assert.ThrowsAsync<FtpException>(() => connecting);
        Assert.Equal("FTP_STALLED", silent.Code);
    }

    [Fact]
    public async Task Credentials_show_neither_in_logs_nor_in_errors_even_if_the_server_repeats_them()
    {
        RecordingLoggerFactory loggers = new();
        await using ScriptedFtpServer server = new();
        server.Replies["USER"] = "331 password for c1-reseller please";
        server.Replies["PASS"] = "530 c1-reseller may not enter with hunter2\u001b[2J";
        IFeedSource source = FeedFolder.Source(
            new FeedSourceOptions
            {
                Url = new Uri($"ftp://127.0.0.1:{server.Port}/PRICE.TXT"),
                UserName = "c1-reseller",
                Password = "hunter2",
            },
            TimeProvider.System,
            loggers);

        FeedTransportException refused = await Assert.ThrowsAsync<FeedTransportException>(
            () => source.ProbeAsync(CancellationToken.None));

        Assert.Equal("FTP_LOGIN_REFUSED", refused.Code);
        Assert.Equal("The server refused the login: 530 *** may not enter with *** [2J.", refused.Message);
        Assert.Contains("FTP sent PASS ***", loggers.Lines);
        Assert.DoesNotContain(loggers.Lines.Append(refused.ToString()), line =>
            line.Contains("hunter2", StringComparison.Ordinal) || line.Contains("c1-reseller", StringComparison.Ordinal));
    }

    private static bool IsTransfer(string command) =>
        command.StartsWith("RE", StringComparison.Ordinal);

    private static async Task<(DownloadedFile File, byte[] Bytes)> DownloadThreeBytesAsync(ScriptedFtpServer server)
    {
        server.Replies["SIZE"] = "213 3";
        server.Replies["MDTM"] = "213 20260310060000";
        DirectoryInfo local = Directory.CreateTempSubdirectory("feed-");
        try
        {
            IFeedSource source = FeedFolder.Source(new FeedSourceOptions
            {
                Url = new Uri($"ftp://127.0.0.1:{server.Port}/PRICE.TXT"),
                ResumeDelay = TimeSpan.Zero,
                MaxResumes = 2,
                StallTimeout = TimeSpan.FromSeconds(20),
            });
            RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);
            DownloadedFile file = await source.DownloadAsync(
                probe!, Path.Combine(local.FullName, "feed.part"), CancellationToken.None);
            return (file, await File.ReadAllBytesAsync(file.Path));
        }
        finally
        {
            local.Delete(recursive: true);
        }
    }

    private static async Task<AsyncFtpClient> ConnectedAsync(ScriptedFtpServer server)
    {
        TestClock clock = new(Now);
        AsyncFtpClient client = new(
            new FtpConfig { Host = "127.0.0.1", Port = server.Port }, clock, NullLogger.Instance);
        await client.ConnectAsync(CancellationToken.None);
        return client;
    }
}
