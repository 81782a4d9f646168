using Deque.AxeCore.Commons;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using Pipeline.Ops.People;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Tests.Support;

namespace Pipeline.Ops.Tests.Browser;

/// <summary>Every page for everybody: no violation of the rules for access, no sideways scroll, an empty console.</summary>
public sealed class AccessTests(Chromium chromium) : IClassFixture<Chromium>
{
    /// <summary>All rules; what a theme does not touch need not be asked again for the other one.</summary>
    private const string AllRules = """{"type":"tag","values":["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa","best-practice"]}""";
    private const string ColourRules = """{"type":"rule","values":["color-contrast","link-in-text-block"]}""";

    private const string Violations = """
        async rules => (await axe.run(document, { runOnly: JSON.parse(rules), resultTypes: ['violations'] })).violations
            .map(one => `${one.id}: ${one.nodes.slice(0, 3).map(node => node.html).join(' | ')}`)
        """;

    private const string Overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

    /// <summary>Controls that cannot be told from text where the system's own few colours are in force, and badges that say nothing.</summary>
    private const string Faint = """
        () => [...document.querySelectorAll('button, select, textarea, input:not([type=hidden],[type=checkbox],[type=radio]), .badge, .strip')]
            .filter(one => one.checkVisibility() && (getComputedStyle(one).borderTopStyle === 'none' || one.matches('.badge, .strip') && (!one.querySelector('svg') || !one.innerText.trim())))
            .map(one => one.outerHTML.slice(0, 120))
        """;

    /// <summary>What has the focus and does not show it by a line round it of at least two pixels.</summary>
    private const string Unseen = """
        () => { const one = document.activeElement, style = getComputedStyle(one);
            return style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2 ? one.outerHTML.slice(0, 120) : null; }
        """;

    /// <summary>Words of two elements on one line with nothing between them.</summary>
    private const string Glued = """
        () => { const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT), found = [];
            let last = null;
            while (walker.nextNode()) {
                const node = walker.currentNode, range = document.createRange();
                if (!node.data.trim() || !node.parentElement.checkVisibility() || node.parentElement.closest('.hidden, svg')) continue;
                range.selectNodeContents(node);
                const rects = range.getClientRects(), first = rects[0], end = rects[rects.length - 1];
                if (!first) continue;
                if (last && last.parent !== node.parentElement && /[\p{L}\p{N}.,)]$/u.test(last.text) && /^[\p{L}\p{N}(]/u.test(node.data)
                    && Math.abs(last.end.bottom - first.bottom) < 8 && Math.abs(first.left - last.end.right) < 2)
                    found.push(`${last.text.slice(-30)}|${node.data.slice(0, 30)}`);
                last = { text: node.data, parent: node.parentElement, end };
            }
            return found; }
        """;

    // Answers that are no page: files, and an address that leads on.
    private static readonly string[] NoPages = ["o/{id}", "messages/{id}/body", "exchanges/{id}/request", "exchanges/{id}/response"];

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("es")]
    public async Task No_page_breaks_a_rule_for_access_scrolls_sideways_or_says_anything_to_the_console(string language)
    {
        await using SiteServer server = await SiteServer.StartAsync();
        IReadOnlyDictionary<string, string> pages = await SampleSite.FillAsync(server.Site);

        AssertNone(await LookAsync(server, language, pages));
    }

    [Fact]
    public async Task Nor_does_one_with_nothing_to_show_without_a_right_or_with_a_part_missing()
    {
        await using SiteServer fresh = await SiteServer.StartAsync();
        string[] lists = ["", "/orders", "/catalogue", "/flows", "/messages", "/errors", "/runs", "/invoices", "/feeds", "/exchanges", "/audit", "/setup", "/partners/acme", "/nowhere"];
        List<string> faults = [.. await LookAsync(fresh, "en", lists.ToDictionary(static list => $"empty {list}", static list => $"/ops{list}"))];
        fresh.Site.Runs.Fault = new IOException("Gone.");
        Dictionary<string, string> parts = new() { ["part missing"] = "/ops", ["fault"] = "/ops/runs" };
        faults.AddRange(await LookAsync(fresh, "en", parts));
        fresh.Site.Person = new OpsPerson("Vi", OpsRole.Viewer);
        faults.AddRange(await LookAsync(fresh, "en", parts));
        fresh.Site.Person = new OpsPerson("No", OpsRole.None);

        faults.AddRange(await LookAsync(fresh, "en", parts));

        AssertNone(faults);
    }

    [Fact]
    public async Task Every_page_is_among_those_that_are_looked_at()
    {
        using OpsSite site = new();
        IReadOnlyDictionary<string, string> pages = await SampleSite.FillAsync(site);
        OpsRoute[] routes = [.. site.Get<OpsRouter>().Routes.Where(static route => route.Kind is OpsRouteKind.Page)];
        HashSet<string> seen = [];
        foreach ((string name, string address) in pages)
        {
            OpsReply reply = await site.GetAsync(address);
            Assert.True(reply.Status is StatusCodes.Status200OK or StatusCodes.Status422UnprocessableEntity && reply.Headers.ContentType == "text/html; charset=utf-8", $"{name}: {reply.Status}");
            string path = address.Split('?')[0]["/ops".Length..].Trim('/');
            _ = seen.Add(routes.Where(route => route.Match(path) is not null).MaxBy(static route => route.Weight)!.Template);
        }

        Assert.Empty(routes.Select(static route => route.Template).Except(NoPages).Except(seen));
    }

    [Fact]
    public async Task Words_of_two_elements_stand_apart()
    {
        await using SiteServer server = await SiteServer.StartAsync();
        IReadOnlyDictionary<string, string> pages = await SampleSite.FillAsync(server.Site, isStrange: false);
        await using IBrowserContext context = await OpenAsync(server, "en");
        IPage page = await context.NewPageAsync();
        List<string> faults = [];
        foreach ((string name, string address) in pages)
        {
            _ = await page.GotoAsync(address);
            faults.AddRange((await page.EvaluateAsync<string[]>(Glued)).Select(one => $"{name}: {one}"));
        }

        AssertNone(faults);
    }

    [Fact]
    public async Task In_forced_colours_controls_and_states_are_still_seen()
    {
        await using SiteServer server = await SiteServer.StartAsync();
        IReadOnlyDictionary<string, string> pages = await SampleSite.FillAsync(server.Site);
        await using IBrowserContext context = await OpenAsync(server, "en");
        IPage page = await context.NewPageAsync();
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ForcedColors = ForcedColors.Active });
        List<string> faults = [];
        foreach ((string name, string address) in pages)
        {
            _ = await page.GotoAsync(address);
            faults.AddRange((await page.EvaluateAsync<string[]>(Faint)).Select(one => $"{name}: {one}"));
        }

        AssertNone([.. faults.Distinct()]);
    }

    [Theory]
    [InlineData(ColorScheme.Light, ForcedColors.None)]
    [InlineData(ColorScheme.Dark, ForcedColors.None)]
    [InlineData(ColorScheme.Light, ForcedColors.Active)]
    public async Task The_focus_goes_from_top_to_bottom_and_is_always_seen(ColorScheme scheme, ForcedColors forced)
    {
        await using SiteServer server = await SiteServer.StartAsync();
        IReadOnlyDictionary<string, string> pages = await SampleSite.FillAsync(server.Site);
        await using IBrowserContext context = await OpenAsync(server, "en");
        IPage page = await context.NewPageAsync();
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ForcedColors = forced });
        _ = await page.GotoAsync(pages["flow, with its schedule form"]);
        List<double> places = [];
        for (int step = 0; step < 60 && (step == 0 || await page.EvaluateAsync<bool>("document.activeElement !== document.body")); step++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("document.activeElement !== document.body"))
            {
                Assert.Null(await page.EvaluateAsync<string?>(Unseen));
                places.Add(await page.EvaluateAsync<double>("document.activeElement.getBoundingClientRect().top + scrollY"));
            }
        }

        Assert.InRange(places.Count, 20, 60);

        // Side by side there may be some pixels up and down, and the second of two columns begins where the first does.
        Assert.InRange(places.Zip(places.Skip(1)).Count(static pair => pair.Second < pair.First - 40), 0, 1);
    }

    private static void AssertNone(IReadOnlyList<string> faults) => Assert.True(faults.Count == 0, string.Join('\n', faults));

    private async Task<IBrowserContext> OpenAsync(SiteServer server, string language) => await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
    {
        BaseURL = server.Address.ToString(), Locale = language, ViewportSize = new ViewportSize { Width = 1280, Height = 800 },
    });

    // Each page is loaded once: themes, widths and the size of text are changed under it.
    private async Task<IReadOnlyList<string>> LookAsync(SiteServer server, string language, IReadOnlyDictionary<string, string> pages)
    {
        await using IBrowserContext context = await OpenAsync(server, language);
        await context.AddInitScriptAsync(new BundledAxeScriptProvider().GetScript());
        IPage page = await context.NewPageAsync();
        List<string> faults = [];
        page.Console += (_, said) =>
        {
            // The browser itself tells of every answer that is no success, as the page of a form that is wrong.
            if (!said.Text.Contains("responded with a status of", StringComparison.Ordinal))
            {
                faults.Add($"{page.Url} console: {said.Text}");
            }
        };
        page.PageError += (_, error) => faults.Add($"{page.Url} script: {error}");
        foreach ((string name, string address) in pages)
        {
            _ = await page.GotoAsync(address);
            Assert.Equal((name, language), (name, await page.Locator("html").GetAttributeAsync("lang")));
            foreach ((int width, ColorScheme first, ColorScheme second) in ((int, ColorScheme, ColorScheme)[])[(1280, ColorScheme.Light, ColorScheme.Dark), (400, ColorScheme.Dark, ColorScheme.Light)])
            {
                await page.SetViewportSizeAsync(width, 800);
                await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = first });
                faults.AddRange((await page.EvaluateAsync<string[]>(Violations, AllRules)).Select(fault => $"{name}, {width} px, {first}: {fault}"));
                if (language == "en")
                {
                    // Colours do not depend on words.
                    await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = second });
                    faults.AddRange((await page.EvaluateAsync<string[]>(Violations, ColourRules)).Select(fault => $"{name}, {width} px, {second}: {fault}"));
                }

                await MeasureAsync($"{width} px");
            }

            await page.SetViewportSizeAsync(320, 800);
            await MeasureAsync("320 px");
            await page.SetViewportSizeAsync(1280, 800);
            _ = await page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
            await MeasureAsync("text twice as large");

            async Task MeasureAsync(string how)
            {
                if (await page.EvaluateAsync<int>(Overflow) is > 0 and int over)
                {
                    faults.Add($"{name}, {how}: {over} px beyond the right edge");
                }
            }
        }

        return [.. faults.Distinct()];
    }
}
