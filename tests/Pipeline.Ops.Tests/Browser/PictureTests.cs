using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Pipeline.Ops.Tests.Browser;

/// <summary>The pictures of the document about the pages; <c>PIPELINE_RECORD_PICTURES=1</c> takes them anew.</summary>
public sealed partial class PictureTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const int BytesLimit = 60_000;
    private const int HeightLimit = 1000;

    private static readonly string Docs = Path.GetFullPath(Path.Combine(SourceFolder(), "../../../docs"));
    private static readonly string Folder = Path.Combine(Docs, "pictures");

    /// <summary>Name of a file, name of a page, width, language, theme.</summary>
    private static readonly (string File, string Page, int Width, string Language, ColorScheme Scheme)[] Wanted =
    [
        .. new[]
        {
            ("overview", "overview"), ("errors", "errors"), ("error", "error"), ("flows", "flows"), ("flow", "flow, with its schedule form"), ("schedule", "schedule, previewed"), ("runs", "runs"),
            ("run-held", "run, held"), ("run-partial", "run, partial"), ("confirmation", "confirmation"), ("feeds", "feeds"), ("feed", "feed, in force"), ("catalogue", "catalogue"),
            ("article", "article, on sale"), ("article-not-on-sale", "article, not on sale"), ("orders", "orders"), ("order", "order, complete"), ("order-blocked", "order, blocked"), ("invoices", "invoices"),
            ("invoice-differs", "invoice, differing"), ("messages", "messages"), ("message-quarantined", "message, quarantined"), ("upload", "message, uploaded"), ("exchanges", "exchanges"),
            ("exchange", "exchange, answered"), ("subscriptions", "subscriptions"), ("subscription", "subscription"), ("event", "event, taken"), ("partners", "partners"), ("partner", "partner"),
            ("search", "search, nothing found"), ("audit", "audit"), ("setup", "setup"), ("preferences", "preferences"), ("help", "help"),
        }.Select(static one => (one.Item1, one.Item2, 1280, "en", ColorScheme.Light)),
        ("overview-narrow", "overview", 400, "en", ColorScheme.Light),
        ("order-narrow", "order, blocked", 400, "en", ColorScheme.Light),
        ("overview-dark", "overview", 1280, "en", ColorScheme.Dark),
        ("order-dark", "order, complete", 1280, "en", ColorScheme.Dark),
        ("error-french", "error", 1280, "fr", ColorScheme.Light),
        ("run-held-spanish", "run, held", 1280, "es", ColorScheme.Light),
    ];

    [Fact]
    public async Task Each_page_has_a_small_picture_that_the_document_shows()
    {
        if (Environment.GetEnvironmentVariable("PIPELINE_RECORD_PICTURES") is not null)
        {
            await TakeAsync();
        }

        string[] shown = [.. Picture().Matches(await File.ReadAllTextAsync(Path.Combine(Docs, "operators-pages.md"))).Select(static match => match.Groups["name"].Value).Order(StringComparer.Ordinal)];
        Assert.Equal(Wanted.Select(static one => one.File).Order(StringComparer.Ordinal), shown);
        Assert.Equal(shown, Directory.GetFiles(Folder, "*.webp").Select(static path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(Folder), static path => Assert.InRange(new FileInfo(path).Length, 1, BytesLimit));
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"!\[[^\]]+\]\(pictures/(?<name>[a-z-]+)\.webp\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Picture();

    private async Task TakeAsync()
    {
        await using SiteServer server = await SiteServer.StartAsync();
        IReadOnlyDictionary<string, string> pages = await SampleSite.FillAsync(server.Site, isStrange: false);
        _ = Directory.CreateDirectory(Folder);
        foreach ((string file, string name, int width, string language, ColorScheme scheme) in Wanted)
        {
            await using IBrowserContext context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
            {
                BaseURL = server.Address.ToString(), Locale = language, ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 800 },
            });
            IPage page = await context.NewPageAsync();
            _ = await page.GotoAsync(pages[name]);
            int height = Math.Min(HeightLimit, await page.EvaluateAsync<int>("document.documentElement.scrollHeight"));
            await page.SetViewportSizeAsync(width, height);
            ICDPSession session = await context.NewCDPSessionAsync(page);
            JsonElement? taken = await session.SendAsync("Page.captureScreenshot", new Dictionary<string, object> { ["format"] = "webp", ["quality"] = 35 });
            await File.WriteAllBytesAsync(Path.Combine(Folder, $"{file}.webp"), taken!.Value.GetProperty("data").GetBytesFromBase64());
        }
    }
}
