using System.Globalization;
using System.Text;
using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Partners.Tests.Transport;

/// <summary>SIZE, MDTM, MLSD, EPSV and a listing that can be read are optional: a file that RETR gives is fetched.</summary>
public sealed class FtpOptionalAnswersTests : IDisposable
{
    private static readonly byte[] Price = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "samples", "transport", "price.csv"));

    private readonly DirectoryInfo local = Directory.CreateTempSubdirectory("feed-");

    public void Dispose() => local.Delete(recursive: true);

    [Theory]
    [InlineData("-rw-r--r-- 1 ftp ftp 1211 12 févr. 14:30 price.csv", "02-12T14:30")]
    [InlineData("-rw-r--r-- 1 ftp ftp 1211 févr. 12 14:30 price.csv", "02-12T14:30")]
    [InlineData("-rw-r--r-- 1 ftp ftp 1211 3 déc. 2024 price.csv", "2024-12-03T00:00")]
    [InlineData("-rw-r--r-- 1 ftp ftp 1211 1 août 2025 price.csv", "2025-08-01T00:00")]
    [InlineData("-rw-r--r-- 1 ftp ftp 1211 12. Mär 14:30 price.csv", "03-12T14:30")]
    [InlineData("-rw-r--r-- 1 ftp ftp 1211 Mär 12 14:30 price.csv", "03-12T14:30")]
    [InlineData("-rw-r--r-- 1 ftp ftp 1211 3. Dez 2024 price.csv", "2024-12-03T00:00")]
    [InlineData("-rw-r--r-- 1 ftp ftp 1211 12 mrt 2025 price.csv", "2025-03-12T00:00")]
    [InlineData("-rw-r--r-- 1 ftp ftp 1211 ene 12 2025 price.csv", "2025-01-12T00:00")]
    [InlineData("-rw-r--r-- 1 ftp ftp 1211 12 gen 2025 price.csv", "2025-01-12T00:00")]
    [InlineData("-rw-r--r-- 1 ftp ftp 1211 2025-11-29 14:30 price.csv", "2025-11-29T14:30")]
    [InlineData("-rw-r--r-- 1 ftp ftp 1211 2025-11-29 14:30:05.123456789 +0100 price.csv", "2025-11-29T13:30:05")]
    [InlineData("-rw-r--r-- 1 ftp ftp 1211 02-12 14:30 price.csv", "02-12T14:30")]
    [InlineData("29/11/2025  14:30             1211 price.csv", "2025-11-29T14:30")]
    [InlineData("03/02/2025  14:30             1211 price.csv", "2025-02-03T14:30")]
    [InlineData("29.11.2025  14:30             1211 price.csv", "2025-11-29T14:30")]
    [InlineData("29-11-25  14:30               1211 price.csv", "2025-11-29T14:30")]
    [InlineData("2025-11-29  14:30             1211 price.csv", "2025-11-29T14:30")]
    [InlineData("11/29/2025  02:30PM           1211 price.csv", "2025-11-29T14:30")]
    public async Task Without_SIZE_MDTM_and_MLSD_the_listing_tells_1211_bytes_and_the_time(string line, string modified)
    {
        await using ScriptedFtpServer server = Server($"total 4\r\n{line}\r\n");

        (RemoteFile probe, byte[] bytes) = await FetchAsync(server);

        Assert.Equal((1211, Time(modified)), (probe.Size, probe.ModifiedAt));
        Assert.Equal(Price, bytes);
    }

    [Fact]
    public async Task A_listing_in_Latin_1_is_read_as_one_in_UTF_8()
    {
        await using ScriptedFtpServer server = Server("");
        server.Listing = Encoding.Latin1.GetBytes("-rw-r--r-- 1 ftp ftp 1211 12 févr. 2025 price.csv\r\n");

        Assert.Equal(Time("2025-02-12T00:00"), (await FetchAsync(server)).Probe.ModifiedAt);
    }

    [Theory]
    [InlineData("-rw-r--r-- 1 ftp ftp 1211 12 tammi 14:30 price.csv")]
    [InlineData("-rw-r--r-- 1 ftp ftp 1211 2月 12 14:30 price.csv")]
    [InlineData("+i8388621.48594,m825718503,r,s1211,\tprice.csv")]
    [InlineData("PRICE 01  3390 2025/11/29 1 price.csv")]
    [InlineData("price.csv")]
    public async Task A_line_in_no_known_form_names_the_file_and_its_time_is_unknown(string line)
    {
        await using ScriptedFtpServer server = Server($"insgesamt 4\r\n{line}\r\n");

        (RemoteFile probe, byte[] bytes) = await FetchAsync(server);

        Assert.Equal((null, null), (probe.Size, probe.ModifiedAt));
        Assert.Equal(Price, bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("total 0\r\n")]
    [InlineData("-rw-r--r-- 1 ftp ftp 1211 12 févr. 14:30 old price.csv\r\n")]
    [InlineData("12 tammi 14:30 my-price.csv\r\n")]
    [InlineData("drwxr-xr-x 1 ftp ftp 1211 12 févr. 14:30 price.csv\r\n")]
    public async Task A_file_that_the_listing_does_not_name_is_missing(string listing)
    {
        await using ScriptedFtpServer server = Server(listing);

        Assert.Null(await Source(server).ProbeAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("500 what?", "500 what?")]
    [InlineData("502 not here", "502 not here")]
    [InlineData("550 not for you", "550 not for you")]
    [InlineData("504 no", "550 no")]
    [InlineData("450 not now", "501 no")]
    [InlineData("213 many", "213 yesterday")]
    [InlineData("213 1 211", "213 191260312")]
    [InlineData("213 -1", "213")]
    [InlineData("213 0", "213 00000000000000")]
    [InlineData("213 99999999999999999999", "213 20261340990000")]
    public async Task SIZE_and_MDTM_that_say_nothing_leave_the_word_to_the_listing(string size, string time)
    {
        await using ScriptedFtpServer server = Server("-rw-r--r-- 1 ftp ftp 1211 Mar 12 2025 price.csv\r\n");
        server.Replies["SIZE"] = size;
        server.Replies["MDTM"] = time;

        (RemoteFile probe, byte[] bytes) = await FetchAsync(server);

        Assert.Equal((1211, Time("2025-03-12T00:00")), (probe.Size, probe.ModifiedAt));
        Assert.Equal(Price, bytes);
    }

    [Theory]
    [InlineData("213 1211 bytes", "213 20260310060000 GMT")]
    [InlineData("213 1211\t", "213 20260310060000.000")]
    [InlineData("213   1211  ", "213 20260310060000Z")]
    [InlineData("213 1211", "213 20260310060000+00")]
    public async Task Extras_behind_SIZE_and_MDTM_are_left_out(string size, string time)
    {
        await using ScriptedFtpServer server = Server("");
        server.Replies["SIZE"] = size;
        server.Replies["MDTM"] = time;

        RemoteFile? probe = await Source(server).ProbeAsync(CancellationToken.None);

        Assert.Equal(new RemoteFile("price.csv", 1211, FeedFolder.Morning, ETag: null), probe);
        Assert.DoesNotContain("LIST", server.Commands);
    }

    [Theory]
    [InlineData("550 no permission")]
    [InlineData("502 not here")]
    [InlineData("450 no files found")]
    public async Task A_folder_that_may_not_be_listed_leaves_the_word_to_RETR(string refusal)
    {
        await using ScriptedFtpServer server = Server("");
        server.Replies["LIST"] = refusal;

        (RemoteFile probe, byte[] bytes) = await FetchAsync(server);
        server.Replies["RETR"] = "550 no such file";
        RemoteFile? gone = await Source(server).ProbeAsync(CancellationToken.None);

        Assert.Equal((null, null), (probe.Size, probe.ModifiedAt));
        Assert.Equal(Price, bytes);
        Assert.Null(gone);
    }

    [Fact]
    public async Task A_size_of_zero_is_believed_when_the_listing_says_so_too()
    {
        await using ScriptedFtpServer server = Server("-rw-r--r-- 1 ftp ftp 0 Mar 12 2025 price.csv\r\n");
        server.Replies["SIZE"] = "213 0";
        server.Data = [];

        Assert.Equal(0, (await FetchAsync(server)).Probe.Size);
    }

    [Theory]
    [InlineData("229 Entering Extended Passive Mode (|||1|)", "227 Entering Passive Mode (203,0,113,9,{high},{low})")]
    [InlineData("229 Entering Extended Passive Mode (|||1|)", "227 Entering Passive Mode (127,0,0,1,{high},{low})")]
    [InlineData("229 Entering Extended Passive Mode (|||1|)", "227 =127,0,0,1,{high},{low}")]
    [InlineData("229 Entering Extended Passive Mode (|||99999|)", "227 Entering Passive Mode 10,0,0,1,{high},{low}.")]
    [InlineData("229 here", "227 (10,0,0,1,{high},{low})")]
    [InlineData("522 not that family", "227 (10,0,0,1,{high},{low})")]
    public async Task When_the_port_of_EPSV_is_dead_or_none_the_1211_bytes_come_by_PASV_from_the_address_of_the_login(string extended, string passive)
    {
        await using ScriptedFtpServer server = Server("");
        server.Replies["SIZE"] = "213 1211";
        server.Replies["MDTM"] = "213 20260310060000";
        server.Replies["EPSV"] = extended;
        server.Replies["PASV"] = passive;

        Assert.Equal(Price, (await FetchAsync(server)).Bytes);
        Assert.Single(server.Commands, "EPSV");
    }

    [Fact]
    public async Task After_one_dead_EPSV_the_connection_asks_for_PASV_alone()
    {
        await using ScriptedFtpServer server = Server("-rw-r--r-- 1 ftp ftp 1211 Mar 12 2025 price.csv\r\n");
        server.Replies["EPSV"] = "229 (|||1|)";

        _ = await FetchAsync(server);

        // One login to ask, one to fetch: listing, file, listing.
        Assert.Equal(2, server.Commands.Count(command => command == "EPSV"));
        Assert.Equal(4, server.Commands.Count(command => command == "PASV"));
    }

    [Fact]
    public async Task EPSV_that_leads_somewhere_is_enough()
    {
        await using ScriptedFtpServer server = Server("-rw-r--r-- 1 ftp ftp 1211 Mar 12 2025 price.csv\r\n");
        server.Replies["EPSV"] = "229 (|||{port}|)";

        Assert.Equal(Price, (await FetchAsync(server)).Bytes);
        Assert.DoesNotContain("PASV", server.Commands);
    }

    [Fact]
    public async Task When_no_way_leads_to_data_the_last_one_is_told()
    {
        await using ScriptedFtpServer server = Server("");
        server.Replies["EPSV"] = "229 (|||1|)";
        server.Replies["PASV"] = "227 (127,0,0,1,0,2)";

        FeedTransportException refused = await Assert.ThrowsAsync<FeedTransportException>(() => Source(server).ProbeAsync(CancellationToken.None));

        Assert.Equal("FTP_UNREACHABLE", refused.Code);
        Assert.Contains("port 2", refused.Message, StringComparison.Ordinal);
    }

    private static ScriptedFtpServer Server(string listing) => new() { Data = Price, Listing = Encoding.UTF8.GetBytes(listing) };

    private static IFeedSource Source(ScriptedFtpServer server) => FeedFolder.Source(
        new FeedSourceOptions { Url = new Uri($"ftp://127.0.0.1:{server.Port}/price.csv"), ResumeDelay = TimeSpan.Zero });

    private async Task<(RemoteFile Probe, byte[] Bytes)> FetchAsync(ScriptedFtpServer server)
    {
        IFeedSource source = Source(server);
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);
        Assert.NotNull(probe);
        DownloadedFile file = await source.DownloadAsync(probe, Path.Combine(local.FullName, "file"), CancellationToken.None);
        return (probe, await File.ReadAllBytesAsync(file.Path));
    }

    /// <summary>Without a year, the last day of that name: as a listing means it.</summary>
    private static DateTimeOffset Time(string text)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        if (text.Length > 11)
        {
            return DateTimeOffset.Parse(text + "Z", CultureInfo.InvariantCulture);
        }

        DateTimeOffset thisYear = DateTimeOffset.Parse($"{now.Year}-{text}Z", CultureInfo.InvariantCulture);
        return thisYear > now.AddDays(1) ? thisYear.AddYears(-1) : thisYear;
    }
}
