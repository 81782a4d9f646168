using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Pipeline.Ops.Tests.Browser;
using Pipeline.Scenarios.Feeds;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.Simulators.IngramMicro;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Ops;

/// <summary>What an operator does about feeds, at a browser before the published app.</summary>
[Collection(FeedCollection.Name)]
public sealed class OperatorTests(FeedFixture fixture, Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_failing_feed_is_seen_understood_and_run_again_when_its_cause_is_gone()
    {
        PipelineSystem system = await fixture.EmptyAsync();
        system.Upload(FeedKind.Price, FaultyFile.Make(FeedKind.Price, SampleFiles.Read(FeedKind.Price), FileFault.BinaryGarbage), new DateTimeOffset(2026, 3, 10, 6, 0, 0, TimeSpan.Zero));
        _ = await system.RunFlowAsync("ingram.price", "refused");
        OperatorHand hand = await OpenAsync(system);

        _ = await hand.OpenAsync("/ops");
        Assert.Equal("1 thing needs you", await hand.TextAsync("h1"));
        await hand.Page.Locator("#needs a[href^='/ops/e/']").First.ClickAsync();
        Assert.Contains("of the file is NUL", await hand.TextAsync("h1"), StringComparison.Ordinal);
        Assert.Contains("Check the path of the feed.", await hand.TextAsync("main"), StringComparison.Ordinal);
        system.Upload(FeedKind.Price, SampleFiles.Read(FeedKind.Price), new DateTimeOffset(2026, 3, 10, 7, 0, 0, TimeSpan.Zero));

        _ = await hand.OpenAsync("/ops");
        await hand.ClickAsync(".bell");
        await hand.ClickAsync("tbody form[action$=retry] button");

        Assert.StartsWith("1 record is tried again.", await hand.TextAsync(".answer"), StringComparison.Ordinal);
        Assert.Equal(2, hand.Actions);
        await WaitFor.TrueAsync(
            async () =>
            {
                _ = await hand.OpenAsync("/ops");
                return await hand.TextAsync(".bell") == "Errors: 0" && await hand.TextAsync("h1") == "All is well";
            },
            TimeSpan.FromMinutes(1),
            "the bell is empty and all is well");
        Assert.Equal("612.40", (string?)(await system.ArticleAsync("7100231"))["price"]!["amount"]!.ToJsonString());
    }

    [Fact]
    public async Task A_schedule_that_is_changed_changes_the_next_run_shown_and_the_next_run_that_happens()
    {
        PipelineSystem system = await fixture.EmptyAsync();
        OperatorHand hand = await OpenAsync(system);
        DateTimeOffset due = Minute(DateTimeOffset.UtcNow.AddSeconds(70));
        _ = await hand.OpenAsync("/ops/flows/ingram.stock");
        string before = await hand.TextAsync("#flow");

        _ = await hand.Page.Locator("#kind").SelectOptionAsync("expert");
        await hand.FillAsync("#expression", string.Create(CultureInfo.InvariantCulture, $"0 {due.Minute} {due.Hour} * * *"));
        await hand.FillAsync("#zone", "UTC");
        await hand.ClickAsync("form.schedule button");
        string? previewed = await hand.Page.Locator("section[aria-labelledby=preview] time").First.GetAttributeAsync("datetime");
        await hand.ClickAsync("section[aria-labelledby=preview] button");

        string shown = due.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        Assert.Equal(shown, previewed);
        Assert.Contains(shown, await hand.Page.Locator("#flow time").EvaluateAllAsync<string[]>("all => all.map(one => one.getAttribute('datetime'))"));
        Assert.NotEqual(before, await hand.TextAsync("#flow"));
        JsonNode run = await WaitFor.ValueAsync(
            async () => (await system.GetAsync("/api/executions?flow=ingram.stock"))["items"]!.AsArray().FirstOrDefault(static one => (string?)one!["trigger"] == "schedule"),
            TimeSpan.FromMinutes(4),
            "the flow runs by its schedule");
        Assert.InRange(DateTimeOffset.Parse((string)run["queuedAt"]!, CultureInfo.InvariantCulture), due, due.AddMinutes(1.5));
    }

    private static DateTimeOffset Minute(DateTimeOffset at) => new(at.Year, at.Month, at.Day, at.Hour, at.Minute, 0, TimeSpan.Zero);

    private async Task<OperatorHand> OpenAsync(PipelineSystem system) => new(await chromium.Browser.NewPageAsync(new BrowserNewPageOptions
    {
        BaseURL = system.Http.BaseAddress!.ToString(), Locale = "en", ViewportSize = new ViewportSize { Width = 1280, Height = 720 },
    }));
}
