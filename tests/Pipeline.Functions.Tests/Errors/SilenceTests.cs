using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.ErrorGroups;
using Pipeline.Core.ErrorGroups.Sources;
using Pipeline.Core.Feeds;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Changes;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Issues;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Errors;

/// <summary>What should have come and did not. The app's clock begins on Tuesday, 10 March 2026, 06:00 UTC; Paris is an hour ahead.</summary>
[Collection(StorageCollection.Name)]
public sealed class SilenceTests(StorageEmulator storage) : IAsyncLifetime
{
    private static readonly FeedId Price = new("ingram-micro", FeedKind.Price);
    private static readonly FeedId Stock = new("ingram-micro", FeedKind.Stock);
    private PipelineApp app = null!;

    public async Task InitializeAsync()
    {
        app = await PipelineApp.StartAsync(storage);
        _ = await app.Get<FlowTimer>().StartDueAsync(default);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("2026-03-09T02:00Z", "2026-03-10T07:59Z", false)] // Monday's file, before the day begins in Paris
    [InlineData("2026-03-09T02:00Z", "2026-03-10T08:00Z", true)] // Monday's file, and Tuesday has begun
    [InlineData("2026-03-10T02:00Z", "2026-03-10T08:00Z", false)] // Tuesday's is there
    [InlineData("2026-03-10T02:00Z", "2026-03-11T08:00Z", true)] // and is not Wednesday's
    [InlineData("2026-03-14T02:00Z", "2026-03-16T08:00Z", false)] // one of the week-end is Monday's
    [InlineData("2026-03-13T02:00Z", "2026-03-15T12:00Z", false)] // nobody works on Sunday
    [InlineData("2026-03-13T02:00Z", "2026-03-16T08:00Z", true)]
    public async Task A_daily_file_is_due_when_a_working_day_begins_at_the_distributor(string came, string now, bool isLate)
    {
        await CameAsync(Price, Time(came));

        await LookAsync(Time(now));

        Assert.Equal(isLate ? [IssueCodes.FeedLate] : [], (await ListAsync(IssueCodes.FeedLate)).Select(static entry => entry.Group.Code));
    }

    [Theory]
    [InlineData("2026-03-10T08:10Z", "2026-03-10T11:09Z", false)]
    [InlineData("2026-03-10T08:10Z", "2026-03-10T11:10Z", true)] // three hours of an hourly file
    [InlineData("2026-03-10T15:30Z", "2026-03-11T08:30Z", false)] // nights do not count
    [InlineData("2026-03-10T15:30Z", "2026-03-11T10:30Z", true)]
    public async Task An_hourly_file_is_due_after_three_hours_of_work(string came, string now, bool isLate)
    {
        await CameAsync(Stock, Time(came));

        await LookAsync(Time(now));

        Assert.Equal(isLate ? 1 : 0, (await ListAsync(IssueCodes.FeedLate)).Count);
    }

    [Fact]
    public async Task It_says_since_when_rings_and_closes_by_itself_when_the_file_comes()
    {
        await CameAsync(Price, Time("2026-03-09T02:00Z"));
        await LookAsync(Time("2026-03-10T08:00Z"));
        await LookAsync(Time("2026-03-10T08:05Z"));

        ErrorEntry entry = Assert.Single(await ListAsync(IssueCodes.FeedLate));
        Assert.True(entry.Rings);
        Assert.Equal((Time("2026-03-10T08:00Z"), 1, "ingram-micro"), (entry.Group.FirstSeen, entry.Group.Count, entry.Group.Partner));
        Assert.Contains("has come since 2026-03-09 02:00Z; it was due by 2026-03-10 08:00Z", entry.Group.Issue.Cause, StringComparison.Ordinal);

        await CameAsync(Price, Time("2026-03-10T08:30Z"));
        await LookAsync(Time("2026-03-10T08:35Z"));

        Assert.Empty(await ListAsync(IssueCodes.FeedLate));
    }

    [Fact]
    public async Task A_run_that_does_not_begin_rings_until_it_does()
    {
        await LookAsync(Time("2026-03-10T06:24Z"));
        Assert.Empty(await ListAsync(IssueCodes.RunMissed));

        await LookAsync(Time("2026-03-10T06:25Z"));
        Assert.Equal("ingram.stock", Assert.Single((await ListAsync(IssueCodes.RunMissed)).Single(static entry => entry.Group.Flows.Contains("ingram.stock")).Group.Flows));

        _ = await app.Get<FlowTimer>().StartDueAsync(default);
        await LookAsync(Time("2026-03-10T06:26Z"));
        Assert.DoesNotContain(await ListAsync(IssueCodes.RunMissed), static entry => entry.Group.Flows.Contains("ingram.stock"));
    }

    [Fact]
    public async Task Nothing_is_expected_of_a_flow_that_is_paused()
    {
        await CameAsync(Price, Time("2026-03-01T02:00Z"));
        FlowDefinition price = app.Get<FlowCatalog>().Find("ingram.price")!;
        _ = await app.Get<FlowEditor>().ApplyAsync(price, new FlowChange { Paused = true, Reason = "closed" }, "anna", default);

        await LookAsync(Time("2026-03-11T12:00Z"));

        Assert.Empty(await ListAsync(IssueCodes.FeedLate));
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private Task CameAsync(FeedId feed, DateTimeOffset at) => app.Get<IFeedStore>().UpdateAsync(
        feed, record => record with { LastLanded = new RemoteStamp("/PRICE.TXT", 7, at, new string('0', 64), "ingram-micro/price/a.txt") { SeenAt = at } }, default);

    private Task LookAsync(DateTimeOffset now)
    {
        app.Clock.SetUtcNow(now);
        return app.Get<SilenceWatch>().LookAsync(default);
    }

    private async Task<IReadOnlyList<ErrorEntry>> ListAsync(string code) =>
        [.. (await app.Get<ErrorDirectory>().ListAsync(new ErrorFilter(), 100, null, default)).Items.Where(entry => entry.Group.Code == code)];
}
