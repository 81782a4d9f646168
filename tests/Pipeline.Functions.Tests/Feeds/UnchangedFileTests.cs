using System.Text;
using System.Text.Json;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Feeds;

/// <summary>"Unchanged" needs proof; in doubt the file is fetched and its bytes decide. A wrong clock at the distributor blocks nothing.</summary>
[Collection(StorageCollection.Name)]
public sealed class UnchangedFileTests(StorageEmulator storage) : IAsyncLifetime
{
    // A listing shows minutes, in a zone that nobody knows.
    private static readonly TimeSpan OfListing = TimeSpan.FromHours(14) + TimeSpan.FromMinutes(1);
    private static readonly FeedId Price = new("ingram-micro", FeedKind.Price);
    private static readonly byte[] First = FeedStage.File("same-minute-1.csv");
    private static readonly byte[] Second = FeedStage.File("same-minute-2.csv");

    private FeedStage stage = null!;

    public async Task InitializeAsync() => stage = await FeedStage.StartAsync(storage);

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-13 * 60)]
    public async Task A_second_file_of_the_same_minute_and_size_gives_250(int minutes)
    {
        DateTimeOffset shown = stage.Now.AddMinutes(minutes);
        stage.Source.Put(First, shown, doubt: OfListing);
        _ = await stage.RunOnScheduleAsync();
        Assert.Equal(100.00m, await stage.PriceAsync("7790001"));

        stage.Source.Put(Second, shown, doubt: OfListing);
        _ = await stage.RunOnScheduleAsync();

        Assert.Equal(250.00m, await stage.PriceAsync("7790001"));
    }

    [Fact]
    public async Task A_second_file_of_the_same_second_and_size_gives_250()
    {
        DateTimeOffset shown = stage.Now.AddMinutes(1);
        stage.Source.Put(First, shown);
        _ = await stage.RunOnScheduleAsync();

        stage.Source.Put(Second, shown);
        _ = await stage.RunOnScheduleAsync();

        Assert.Equal(250.00m, await stage.PriceAsync("7790001"));
    }

    [Theory]
    [InlineData("\"b\"")]
    [InlineData("W/\"b\"")]
    [InlineData(null)]
    public async Task The_same_time_with_another_entity_tag_gives_250(string? tag)
    {
        DateTimeOffset shown = stage.Now.AddDays(-1);
        stage.Source.Put(First, shown, "\"a\"");
        _ = await stage.RunOnScheduleAsync();

        stage.Source.Put(Second, shown, tag);
        _ = await stage.RunOnScheduleAsync();

        Assert.Equal(250.00m, await stage.PriceAsync("7790001"));
    }

    [Fact]
    public async Task Without_any_stamp_the_bytes_decide_each_time()
    {
        stage.Source.Put(First, modifiedAt: null);
        _ = await stage.RunOnScheduleAsync();
        JsonElement same = await stage.RunOnScheduleAsync();
        stage.Source.Put(Second, modifiedAt: null);
        _ = await stage.RunOnScheduleAsync();

        Assert.Equal("nothingToDo", FeedStage.Outcome(same));
        Assert.Equal("/out/price.csv has the same content as before.", FeedStage.Text(same, "summary"));
        Assert.Equal(250.00m, await stage.PriceAsync("7790001"));
        Assert.Equal(3, stage.Source.Downloads);
    }

    [Theory]
    [InlineData("\"a\"", 0)]
    [InlineData(null, -1)]
    [InlineData("W/\"a\"", -1)]
    public async Task With_proof_it_is_fetched_once(string? tag, int hours)
    {
        stage.Source.Put(First, stage.Now.AddHours(hours), tag);
        _ = await stage.RunOnScheduleAsync();

        Assert.Equal("/out/price.csv has not changed since it was landed.", FeedStage.Text(await stage.RunOnScheduleAsync(), "summary"));
        Assert.Equal(1, stage.Source.Downloads);
    }

    [Fact]
    public async Task A_listings_minute_is_proof_once_it_is_over_everywhere()
    {
        stage.Source.Put(First, stage.Now, doubt: OfListing);
        _ = await stage.RunOnScheduleAsync();
        stage.App.Clock.Advance(TimeSpan.FromHours(15));
        _ = await stage.RunOnScheduleAsync();
        Assert.Equal(2, stage.Source.Downloads);

        _ = await stage.RunOnScheduleAsync();

        Assert.Equal(2, stage.Source.Downloads);
        Assert.Single(await stage.FilesAsync());
    }

    [Fact]
    public async Task The_same_bytes_under_a_new_time_make_the_catalogue_fresher()
    {
        stage.Source.Put(First, stage.Now.AddHours(-2));
        _ = await stage.RunOnScheduleAsync();
        stage.Source.Put(First, stage.Now.AddHours(-1));
        JsonElement same = await stage.RunOnScheduleAsync();

        Assert.Equal("nothingToDo", FeedStage.Outcome(same));
        Assert.Equal(stage.Now.AddHours(-1).AddMinutes(-1), await FreshnessAsync());
    }

    [Theory]
    [InlineData(400 * 24)]
    [InlineData(24)]
    [InlineData(1)]
    public async Task A_file_dated_ahead_counts_as_of_now_with_a_warning_and_the_next_days_file_is_applied(int hours)
    {
        stage.Source.Put(FeedStage.File("future-timestamp.csv"), stage.Now.AddHours(hours));
        JsonElement ahead = await stage.RunOnScheduleAsync();
        DateTimeOffset landed = stage.Now;

        Assert.Equal("succeeded", FeedStage.Outcome(ahead));
        Assert.Equal(1, ahead.GetProperty("counts").GetProperty("warnings").GetInt64());
        Assert.Contains("in the future: it counts as of 2026-03-10 06:01:00Z", FeedStage.Text(ahead, "summary"), StringComparison.Ordinal);
        Assert.Equal(landed, await FreshnessAsync());
        JsonElement file = Assert.Single(await stage.FilesAsync());
        Assert.Equal(("accepted", "FEED_FUTURE"), (FeedStage.Text(file, "status"), FeedStage.Text(file, "reasonCode")));
        Assert.StartsWith("landing/ingram-micro/price/2026/03/10/060100-", FeedStage.Text(file, "file"), StringComparison.Ordinal);

        stage.App.Clock.Advance(TimeSpan.FromMinutes(30));
        stage.Source.Put(Second, stage.Now);
        Assert.Equal("succeeded", FeedStage.Outcome(await stage.RunOnScheduleAsync()));
        Assert.Equal(250.00m, await stage.PriceAsync("7790001"));
    }

    [Fact]
    public async Task A_file_dated_ahead_that_stays_as_it_is_does_not_get_fresher_by_being_looked_at()
    {
        stage.Source.Put(First, stage.Now.AddDays(400));
        _ = await stage.RunOnScheduleAsync();
        DateTimeOffset landed = stage.Now;
        stage.App.Clock.Advance(TimeSpan.FromHours(5));

        Assert.Equal("nothingToDo", FeedStage.Outcome(await stage.RunOnScheduleAsync()));
        Assert.Equal(landed, await FreshnessAsync());
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(13 * 60, 14)]
    public async Task Clocks_that_differ_a_little_and_zones_that_nobody_knows_are_not_reported(int minutes, int doubt)
    {
        stage.Source.Put(First, stage.Now.AddMinutes(minutes), doubt: TimeSpan.FromHours(doubt));

        JsonElement run = await stage.RunOnScheduleAsync();

        Assert.Equal(0, run.GetProperty("counts").GetProperty("warnings").GetInt64());
        Assert.Equal(stage.Now, await FreshnessAsync());
    }

    [Fact]
    public async Task A_file_from_the_future_that_an_earlier_version_took_at_its_word_does_not_block_todays()
    {
        stage.Source.Put(First, stage.Now.AddHours(-1));
        _ = await stage.RunOnScheduleAsync();
        await stage.App.Get<IFeedStore>().UpdateAsync(
            Price,
            record => record with { Accepted = record.Accepted! with { FileTime = stage.Now.AddDays(400) } },
            default);
        stage.App.Clock.Advance(TimeSpan.FromHours(1));
        stage.Source.Put(Second, stage.Now.AddMinutes(-10));

        Assert.Equal("succeeded", FeedStage.Outcome(await stage.RunOnScheduleAsync()));
        Assert.Equal(250.00m, await stage.PriceAsync("7790001"));
    }

    [Fact]
    public async Task A_file_put_there_by_hand_with_a_date_ahead_counts_as_of_now_too()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Feeds", "samples", "future-timestamp.csv");
        const string blob = "ingram-micro/price/2027/04/14/060000-1a2b3c4d.csv";
        await stage.App.Get<ILandingStore>().LandAsync(
            new FeedFile { Feed = Price, Blob = blob, FileTime = stage.Now.AddDays(400), LandedAt = stage.Now, Size = 994 }, path, default);

        Assert.Null(await stage.App.CallAsync("NormaliseFeedOnRequest", $$"""{"blob":"{{blob}}"}"""));

        Assert.Equal(stage.Now, await FreshnessAsync());
        Assert.Equal("FEED_FUTURE", FeedStage.Text(Assert.Single(await stage.FilesAsync()), "reasonCode"));
        Assert.Equal(140.00m, await stage.PriceAsync("7800001"));
    }

    [Fact]
    public async Task An_older_file_is_older_still()
    {
        stage.Source.Put(First, stage.Now.AddHours(-1));
        _ = await stage.RunOnScheduleAsync();
        stage.Source.Put(Second, stage.Now.AddHours(-2));

        Assert.Equal("refused FEED_OLDER", FeedStage.Outcome(await stage.RunOnScheduleAsync()));
        Assert.Equal(100.00m, await stage.PriceAsync("7790001"));
    }

    [Fact]
    public async Task The_source_gets_the_time_zone_of_the_feed()
    {
        stage.Source.Put(Encoding.ASCII.GetBytes("x"), stage.Now);
        _ = await stage.RunOnScheduleAsync();

        Assert.Equal("Europe/Paris", stage.Source.Options!.TimeZone);
    }

    private async Task<DateTimeOffset> FreshnessAsync() =>
        (await stage.App.GetJsonAsync("/api/feeds")).GetProperty("items").EnumerateArray()
            .Single(static feed => feed.GetProperty("feed").GetString() == "price").GetProperty("freshness").GetDateTimeOffset();
}
