using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Pipeline.Ops.Tests.Browser;

/// <summary>Every page for everybody: no violation of the rules for access, no sideways scroll, an empty console.</summary>
public sealed class AccessTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string[] Main = ["overview", "flows", "flow, with its schedule form", "runs", "run, partial", "error"];

    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    [Theory]
    [InlineData("en", 1280, ColorScheme.Light)]
    [InlineData("en", 1280, ColorScheme.Dark)]
    [InlineData("en", 400, ColorScheme.Light)]
    [InlineData("en", 400, ColorScheme.Dark)]
    [InlineData("fr", 1280, ColorScheme.Light)]
    [InlineData("fr", 1280, ColorScheme.Dark)]
    [InlineData("fr", 400, ColorScheme.Light)]
    [InlineData("fr", 400, ColorScheme.Dark)]
    [InlineData("es", 1280, ColorScheme.Light)]
    [InlineData("es", 1280, ColorScheme.Dark)]
    [InlineData("es", 400, ColorScheme.Light)]
    [InlineData("es", 400, ColorScheme.Dark)]
    public async Task No_page_breaks_a_rule_for_access_or_says_anything_to_the_console(string language, int width, ColorScheme scheme)
    {
        await using SiteServer server = await SiteServer.StartAsync();
        IReadOnlyDictionary<string, string> pages = await SampleSite.FillAsync(server.Site);
        await using IBrowserContext context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = server.Address.ToString(), Locale = language, ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 800 },
        });
        IPage page = await context.NewPageAsync();
        List<string> faults = [];
        page.Console += (_, said) =>
        {
            // The browser itself tells of every answer that is no success, as the page of a form that is wrong.
            if (!said.Text.Contains("status of 422", StringComparison.Ordinal))
            {
                faults.Add($"{page.Url} console: {said.Text}");
            }
        };
        page.PageError += (_, error) => faults.Add($"{page.Url} script: {error}");

        // Translations change words alone, so the pages that most people look at stand for all of them.
        foreach ((string name, string address) in pages.Where(one => language == "en" || Main.Contains(one.Key)))
        {
            _ = await page.GotoAsync(address);
            Assert.Equal((name, language), (name, await page.Locator("html").GetAttributeAsync("lang")));
            AxeResult result = await page.RunAxe(Rules);
            faults.AddRange(result.Violations.Select(violation => $"{name}: {violation.Id}: {string.Join(" | ", violation.Nodes.Select(static node => node.Html).Take(3))}"));
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and int over)
            {
                faults.Add($"{name}: {over} px beyond the right edge");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct()));
    }

    [Fact]
    public async Task At_320_pixels_nothing_scrolls_sideways()
    {
        await using SiteServer server = await SiteServer.StartAsync();
        IReadOnlyDictionary<string, string> pages = await SampleSite.FillAsync(server.Site);
        await using IBrowserContext context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = server.Address.ToString(), Locale = "fr", ViewportSize = new ViewportSize { Width = 320, Height = 800 },
        });
        IPage page = await context.NewPageAsync();
        List<string> faults = [];
        foreach ((string name, string address) in pages)
        {
            _ = await page.GotoAsync(address);
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and int over)
            {
                faults.Add($"{name}: {over} px beyond the right edge");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct()));
    }
}
