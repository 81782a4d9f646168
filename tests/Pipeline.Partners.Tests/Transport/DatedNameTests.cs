using System.ComponentModel.DataAnnotations;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Partners.Settings;
using Pipeline.TestSupport;

namespace Pipeline.Partners.Tests.Transport;

/// <summary>Names with a date or a wildcard, on real servers where there are any.</summary>
public sealed class DatedNameTests
{
    private static readonly byte[] Categories = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "samples", "transport", "cat_20261129.csv"));

    // Half past eleven in the evening of the 29th in Paris, the 29th also in UTC.
    private static readonly DateTimeOffset Evening = new(2026, 11, 29, 22, 30, 0, TimeSpan.Zero);

    [Collection(VsftpdTestGroup.Name)]
    public sealed class OnFtp(VsftpdFixture servers)
    {
        [Theory]
        [InlineData("ftp")]
        [InlineData("ftpes")]
        [InlineData("ftps")]
        public Task A_wildcard_fetches_cat_20261129(string scheme) => A_wildcard_fetches(new FeedFolder(servers[scheme]), scheme);

        [Theory]
        [InlineData("ftp")]
        [InlineData("ftpes")]
        public Task A_date_fetches_the_file_of_the_day_and_before_it_is_there_the_one_of_two_days_ago(string scheme) =>
            A_date_fetches(new FeedFolder(servers[scheme]), scheme);
    }

    [Collection(OpenSshTestGroup.Name)]
    public sealed class OnSftp(OpenSshFixture servers)
    {
        [Fact]
        public Task A_wildcard_fetches_cat_20261129() => A_wildcard_fetches(new FeedFolder(servers.Server), "sftp");

        [Fact]
        public Task A_date_fetches_the_file_of_the_day_and_before_it_is_there_the_one_of_two_days_ago() =>
            A_date_fetches(new FeedFolder(servers.Server), "sftp");
    }

    [Fact]
    public async Task On_HTTPS_a_date_fetches_todays_file_else_yesterdays_and_none_older()
    {
        await using HttpFeedServer server = await HttpFeedServer.StartAsync();
        TestClock clock = new();
        clock.SetUtcNow(Evening);
        IFeedSource source = At(new FeedSourceOptions { Url = new Uri(server.Address, "/out/{yyyy-MM}/cat_{yyyyMMdd}.csv") }, clock);

        server.Files["/out/2026-11/cat_20261127.csv"] = [1];
        RemoteFile? old = await source.ProbeAsync(CancellationToken.None);
        server.Files["/out/2026-11/cat_20261128.csv"] = [2];
        RemoteFile? yesterday = await source.ProbeAsync(CancellationToken.None);
        server.Files["/out/2026-11/cat_20261129.csv"] = Categories;
        RemoteFile? today = await source.ProbeAsync(CancellationToken.None);
        clock.SetUtcNow(Evening.AddHours(2));
        string target = Path.GetTempFileName();
        DownloadedFile file = await source.DownloadAsync(today!, target, CancellationToken.None);
        File.Delete(target);

        Assert.Null(old);
        Assert.Equal("/out/2026-11/cat_20261128.csv", yesterday!.Path);
        Assert.Equal("/out/2026-11/cat_20261129.csv", today!.Path);
        Assert.Equal(FeedFolder.Sha256(Categories), file.Sha256);
    }

    [Theory]
    [InlineData("Europe/Paris", "cat_20261130.csv")]
    [InlineData("UTC", "cat_20261129.csv")]
    [InlineData("America/New_York", "cat_20261129.csv")]
    public async Task The_day_is_that_of_the_feeds_time_zone(string zone, string name)
    {
        await using HttpFeedServer server = await HttpFeedServer.StartAsync();
        server.Files["/cat_20261129.csv"] = server.Files["/cat_20261130.csv"] = Categories;
        TestClock clock = new();
        clock.SetUtcNow(Evening.AddHours(1));

        RemoteFile? probe = await At(
            new FeedSourceOptions { Url = new Uri(server.Address, "/cat_{yyyyMMdd}.csv"), TimeZone = zone }, clock).ProbeAsync(CancellationToken.None);

        Assert.Equal($"/{name}", probe!.Path);
    }

    [Fact]
    public async Task A_wildcard_finds_a_file_whose_listing_nobody_understands()
    {
        await using ScriptedFtpServer server = new()
        {
            Data = Categories,
            Listing = Encoding.UTF8.GetBytes("x 1 tammi cat_20261128.csv\r\nx 2 tammi cat_20261129.csv\r\nx 3 tammi dog_20261130.csv\r\n"),
        };

        RemoteFile? probe = await At(
            new FeedSourceOptions { Url = new Uri($"ftp://127.0.0.1:{server.Port}/cat_*.csv") }, TimeProvider.System).ProbeAsync(CancellationToken.None);

        Assert.Equal("cat_20261129.csv", probe!.Path);
    }

    [Theory]
    [InlineData("https://files.example.com/cat_*.csv", "Url holds a wildcard, and HTTPS shows no folder: name the file; a date in it may be written {yyyyMMdd}.")]
    [InlineData("https://files.example.com/cat_{day}.csv", "Url holds {day}, which is no date: write it of yyyy, yy, MM and dd, as in {yyyyMMdd}.")]
    [InlineData("ftp://files.example.com/*/cat.csv", "Url holds a wildcard in a folder; only the file's name may.")]
    [InlineData("ftp://files.example.com/cat_{yyyyMMdd.csv", "Url holds a brace without its other half.")]
    [InlineData("ftp://files.example.com/out/cat_{yyyyMMdd}_*.csv", null)]
    [InlineData("https://files.example.com/{yyyy}/cat_{yyyyMMdd}.csv?sv=*{x}", null)]
    [InlineData("sftp://files.example.com/cat_*.csv", null)]
    public void A_pattern_that_cannot_be_served_stops_the_start(string url, string? fault)
    {
        FeedSettings settings = new() { Url = url, UserName = "c1", Password = "hunter2" };

        ValidationResult? found = Assert.IsAssignableFrom<IEnumerable<ValidationResult>>(
            settings.Validate(new ValidationContext(settings) { DisplayName = "Feeds:Category.Validate" })).SingleOrDefault();

        Assert.Equal(fault is null ? null : $"Feeds__Category__{fault}", found?.ErrorMessage);
    }

    private static async Task A_wildcard_fetches(FeedFolder folder, string scheme)
    {
        using FeedFolder owned = folder;
        Put(folder, "cat_20261128.csv", [1], Evening.AddDays(-1));
        Put(folder, "cat_20261129.csv", Categories, Evening);
        Put(folder, "cat_20261130.txt", [2], Evening.AddDays(1));
        Directory.CreateDirectory(Path.Combine(folder.Remote, "cat_9.csv"));
        IFeedSource source = At(folder.Options(scheme, "cat_*.csv"), TimeProvider.System);

        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);
        DownloadedFile file = await source.DownloadAsync(probe!, folder.Target, CancellationToken.None);

        Assert.EndsWith("/cat_20261129.csv", probe!.Path, StringComparison.Ordinal);
        Assert.Equal(FeedFolder.Sha256(Categories), file.Sha256);
    }

    private static async Task A_date_fetches(FeedFolder folder, string scheme)
    {
        using FeedFolder owned = folder;
        TestClock clock = new();
        clock.SetUtcNow(Evening);
        IFeedSource source = At(folder.Options(scheme, "cat_{yyyyMMdd}.csv") with { TimeZone = "Europe/Paris" }, clock);
        RemoteFile? none = await source.ProbeAsync(CancellationToken.None);
        Put(folder, "cat_20261127.csv", [1], Evening);
        Put(folder, "cat_20261120.csv", [2], Evening.AddHours(1));
        Put(folder, "cat_20261201.csv", [3], Evening.AddHours(2));
        RemoteFile? early = await source.ProbeAsync(CancellationToken.None);
        Put(folder, "cat_20261129.csv", Categories, Evening);
        RemoteFile? due = await source.ProbeAsync(CancellationToken.None);
        DownloadedFile file = await source.DownloadAsync(due!, folder.Target, CancellationToken.None);

        Assert.Null(none);
        Assert.EndsWith("/cat_20261127.csv", early!.Path, StringComparison.Ordinal);
        Assert.EndsWith("/cat_20261129.csv", due!.Path, StringComparison.Ordinal);
        Assert.Equal(FeedFolder.Sha256(Categories), file.Sha256);
    }

    private static void Put(FeedFolder folder, string name, byte[] bytes, DateTimeOffset modified)
    {
        folder.Put(name, bytes);
        File.SetLastWriteTimeUtc(Path.Combine(folder.Remote, name), modified.UtcDateTime);
    }

    private static IFeedSource At(FeedSourceOptions options, TimeProvider clock) => FeedFolder.Source(options, clock, NullLoggerFactory.Instance);
}
