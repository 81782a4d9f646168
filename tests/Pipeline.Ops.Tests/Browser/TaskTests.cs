using Microsoft.Playwright;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
using Pipeline.Ops.Tests.Support;

namespace Pipeline.Ops.Tests.Browser;

/// <summary>What operators come for, in as few actions as promised; with scripts and without.</summary>
public sealed class TaskTests(Chromium chromium) : IClassFixture<Chromium>
{
    public static TheoryData<int, bool> Screens => new() { { 1280, true }, { 1280, false }, { 400, true }, { 400, false } };

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Whether_all_is_well_stands_on_the_first_screen(int width, bool scripts)
    {
        await using SiteServer server = await SiteServer.StartAsync();
        _ = await server.Site.FailAsync("acme.stock", IssueCodes.ExecutionSetAside);
        OperatorHand hand = await OpenAsync(server, width, scripts);

        _ = await hand.OpenAsync("/ops");

        LocatorBoundingBoxResult heading = (await hand.Page.Locator("h1").BoundingBoxAsync())!;
        Assert.Equal("1 thing needs you", await hand.TextAsync("h1"));
        Assert.True(heading.Y + heading.Height < (width == 400 ? 800 : 720), $"The heading ends at {heading.Y + heading.Height} px.");
        Assert.Equal(0, hand.Actions);
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task From_the_bell_to_a_new_run_are_two_actions(int width, bool scripts)
    {
        await using SiteServer server = await SiteServer.StartAsync();
        _ = await server.Site.FailAsync("acme.stock", IssueCodes.ExecutionSetAside);
        OperatorHand hand = await OpenAsync(server, width, scripts);
        _ = await hand.OpenAsync("/ops");

        await hand.ClickAsync(".bell");
        await hand.ClickAsync("tbody form[action$=retry] button");

        Assert.StartsWith("1 record is tried again.", await hand.TextAsync(".answer"), StringComparison.Ordinal);
        Assert.Equal(2, hand.Actions);
        server.Site.Clock.Advance(TimeSpan.FromMinutes(1));
        await server.Site.RecoverAsync("acme.stock");
        _ = await hand.OpenAsync("/ops");
        Assert.Equal("Errors: 0", await hand.TextAsync(".bell"));
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task A_flow_is_run_in_two_actions_and_paused_in_four(int width, bool scripts)
    {
        await using SiteServer server = await SiteServer.StartAsync();
        server.Site.Flows.Set(new FlowState { Code = "acme.stock", NextRun = server.Site.Clock.GetUtcNow().AddMinutes(10) });
        OperatorHand run = await OpenAsync(server, width, scripts);
        _ = await run.OpenAsync("/ops");
        await run.ClickAsync("#open a[href='/ops/flows/acme.stock']");
        await run.ClickAsync("form[action$='/run'] button");
        Assert.Equal("The run is queued. Look at the run", await run.TextAsync(".answer p"));

        OperatorHand pause = await OpenAsync(server, width, scripts);
        _ = await pause.OpenAsync("/ops");
        await pause.ClickAsync("#open a[href='/ops/flows/acme.stock']");
        await pause.FillAsync("#reason", "Stocktaking");
        await pause.FillAsync("#until", "2026-03-12T08:00");
        await pause.ClickAsync("form[action$='/pause'] button");

        Assert.Contains("Paused by Ada until Thu 12 Mar 08:00: Stocktaking", await pause.TextAsync(".strip"), StringComparison.Ordinal);
        Assert.Equal((2, 4), (run.Actions, pause.Actions));
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task A_schedule_is_changed_in_four_actions_and_its_next_runs_are_seen_before(int width, bool scripts)
    {
        await using SiteServer server = await SiteServer.StartAsync();
        server.Site.Flows.Set(new FlowState { Code = "acme.stock", NextRun = server.Site.Clock.GetUtcNow().AddMinutes(10) });
        OperatorHand hand = await OpenAsync(server, width, scripts);
        _ = await hand.OpenAsync("/ops");

        await hand.ClickAsync("#open a[href='/ops/flows/acme.stock']");
        await hand.FillAsync("#minutes", "25");
        await hand.ClickAsync("form.schedule button");
        IReadOnlyList<string> preview = await hand.Page.Locator("section[aria-labelledby=preview] li").AllInnerTextsAsync();
        await hand.ClickAsync("section[aria-labelledby=preview] button");

        Assert.Equal(["today 07:25 (in 25 min)", "today 08:25 (in 1 h)", "today 09:25 (in 2 h)"], preview);
        Assert.Equal("0 25 * * * *", (await server.Site.Flows.FindAsync("acme.stock", default)).Expression);
        Assert.Equal(4, hand.Actions);
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task An_error_is_dismissed_and_brought_back_in_three_actions(int width, bool scripts)
    {
        await using SiteServer server = await SiteServer.StartAsync();
        string id = await server.Site.FailAsync("acme.stock", IssueCodes.ExecutionSetAside);
        OperatorHand hand = await OpenAsync(server, width, scripts);
        _ = await hand.OpenAsync($"/ops/e/{id}");

        await hand.FillAsync("#reason", "Known");
        await hand.ClickAsync("form[action$=dismiss] button");
        Assert.Equal("Errors: 0", await hand.TextAsync(".bell"));
        await hand.ClickAsync(".answer button");

        Assert.Equal("Errors: 1", await hand.TextAsync(".bell"));
        Assert.Equal(3, hand.Actions);
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task A_held_file_of_a_mail_is_approved_in_four_actions(int width, bool scripts)
    {
        await using SiteServer server = await SiteServer.StartAsync();
        IReadOnlyDictionary<string, string> pages = await SampleSite.FillAsync(server.Site);
        OperatorHand hand = await OpenAsync(server, width, scripts);
        _ = await hand.OpenAsync(pages["run, held"]);

        await hand.ClickAsync("a[href$=approve]");
        await hand.FillAsync("#reason", "Announced");
        await hand.ClickAsync("form.confirm button");

        Assert.Equal("The file is approved and is being applied.", await hand.TextAsync(".answer p"));
        Assert.True(hand.Actions <= 4);
    }

    [Fact]
    public async Task From_the_bell_to_a_new_run_the_keyboard_is_enough()
    {
        await using SiteServer server = await SiteServer.StartAsync();
        _ = await server.Site.FailAsync("acme.stock", IssueCodes.ExecutionSetAside);
        OperatorHand hand = await OpenAsync(server, 1280, scripts: true);

        // The two keys of a shortcut must follow each other in a second and a half: the page's clock stands still.
        await hand.Page.Clock.SetFixedTimeAsync(server.Site.Clock.GetUtcNow().UtcDateTime);
        _ = await hand.OpenAsync("/ops");

        await hand.Page.Locator("h1").WaitForAsync();
        await hand.PressAsync("g");
        await hand.PressAsync("e");
        await hand.Page.WaitForURLAsync("**/ops/errors", new() { WaitUntil = Microsoft.Playwright.WaitUntilState.Commit });
        await hand.Page.Locator("tbody a").First.FocusAsync();
        await hand.PressAsync("Tab");
        await hand.PressAsync("Enter");
        await hand.Page.WaitForURLAsync("**/ops/e/**");

        Assert.StartsWith("1 record is tried again.", await hand.TextAsync(".answer"), StringComparison.Ordinal);
        Assert.True(hand.Actions <= 12);
    }

    [Fact]
    public async Task A_live_region_follows_and_leaves_alone_what_somebody_uses()
    {
        await using SiteServer server = await SiteServer.StartAsync();
        OperatorHand hand = await OpenAsync(server, 1280, scripts: true);
        await hand.Page.Clock.InstallAsync();
        _ = await hand.OpenAsync("/ops/runs");
        Assert.Contains("Nothing has run yet", await hand.TextAsync("#runs"), StringComparison.Ordinal);

        Execution first = server.Site.AddRun("acme.stock", ExecutionStatus.Succeeded, 2);
        await hand.Page.Clock.RunForAsync(31_000);
        await hand.Page.Locator($"#runs a[href='/ops/runs/{first.Id}']").WaitForAsync();

        await hand.Page.Locator("#runs tbody a").First.FocusAsync();
        Execution second = server.Site.AddRun("acme.price", ExecutionStatus.Succeeded, 1);
        await hand.Page.Clock.RunForAsync(31_000);
        await hand.Page.Locator("#fresh-runs").WaitForAsync();

        Assert.Equal(0, await hand.Page.Locator($"#runs a[href='/ops/runs/{second.Id}']").CountAsync());
        Assert.Equal($"/ops/runs/{first.Id}", await hand.Page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"));
        await hand.ClickAsync("#fresh-runs");
        Assert.Equal(1, await hand.Page.Locator($"#runs a[href='/ops/runs/{second.Id}']").CountAsync());
    }

    private async Task<OperatorHand> OpenAsync(SiteServer server, int width, bool scripts)
    {
        IBrowserContext context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = server.Address.ToString(), Locale = "en", JavaScriptEnabled = scripts, ViewportSize = new ViewportSize { Width = width, Height = width == 400 ? 800 : 720 },
        });
        return new OperatorHand(await context.NewPageAsync());
    }
}
