using System.Diagnostics;
using System.Globalization;
using Pipeline.Benchmarks.Feeds;
using Pipeline.Benchmarks.Orders;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.Simulators.IngramMicro;
using Pipeline.TestSupport;

namespace Pipeline.Benchmarks.Pages;

/// <summary>
/// P11: how fast the operators' pages answer over months of stored work, and how often each asks storage; counted before the
/// emulator. What the app does by itself meanwhile falls on few of a page's answers, so the median counts.
/// </summary>
/// <remarks>Needs the published app, the local host and vsftpd, as the scenarios do (./test.sh builds and installs them).</remarks>
internal static class PageSpeed
{
    private const int DefaultExecutions = 20_000;
    private const int ArticlesPerExecution = 10;
    private const int WarmUp = 3;
    private const int Rounds = 40;
    private const double Target = 100;
    private const int ReadsTarget = 12;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(25);

    /// <summary>Runs the figure; 1 when it is missed.</summary>
    /// <param name="args">Executions, which is also the number of orders; findings and articles are ten times as many.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        int executions = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultExecutions;
        await using AzuriteServer azurite = await AzuriteServer.StartAsync(CancellationToken.None);
        await using CountedStorage storage = await CountedStorage.StartAsync(azurite);
        await using PipelineSystem system = await PipelineSystem.StartAsync(("AzureWebJobsStorage", storage.ConnectionString));
        string sku = await ImportAsync(system, executions * ArticlesPerExecution);
        long began = Stopwatch.GetTimestamp();
        StoredWork work = await StoredWork.WriteAsync(azurite, executions, executions);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"P11 stored {executions} executions, {executions} orders in {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s"));
        await WaitUntilQuietAsync(storage);

        IReadOnlyList<PageFigure> pages = [.. Addresses(work, sku).Select(static address => new PageFigure(address))];
        PageFigure rival = new($"/api/executions/{work.Run}");
        for (int round = 0; round < WarmUp + Rounds; round++)
        {
            foreach (PageFigure page in pages.Append(rival))
            {
                await page.AskAsync(system.Http, storage, counts: round >= WarmUp);
            }
        }

        foreach (PageFigure page in pages.Append(rival))
        {
            Console.WriteLine(page);
        }

        PageFigure slowest = pages.MaxBy(static page => page.Times.P95)!;
        PageFigure busiest = pages.MaxBy(static page => page.Reads)!;
        bool reached = slowest.Times.P95 <= Target && busiest.Reads <= ReadsTarget;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P11 slowest p95 {slowest.Times.P95:F0} ms ({slowest.Address}), limit {Target:F0}; most reads {busiest.Reads} ({busiest.Address}), limit {ReadsTarget}; one record over the API p95 {rival.Times.P95:F0} ms: {(reached ? "reached" : "MISSED")}"));
        return reached ? 0 : 1;
    }

    private static string[] Addresses(StoredWork work, string sku) =>
    [
        "/ops", "/ops/errors", $"/ops/e/{work.Error}", "/ops/flows", "/ops/flows/ingram.price", "/ops/runs", "/ops/runs?status=failed", "/ops/runs?flow=ingram.stock&from=7d", $"/ops/runs/{work.Run}",
        "/ops/orders", "/ops/orders?state=blocked", $"/ops/orders/{work.Order}", "/ops/invoices", "/ops/invoices?match=differs", $"/ops/invoices/{work.Invoice}", "/ops/messages", "/ops/exchanges",
        "/ops/feeds", "/ops/feeds/ingram-micro/price", "/ops/catalogue", $"/ops/catalogue/ingram-micro/{sku}", "/ops/partners", "/ops/partners/ingram-micro", "/ops/subscriptions", "/ops/audit",
        $"/ops/search?q={work.Number[..^1]}", "/ops/setup", "/ops/me", "/ops/help/FEED_EMPTY",
    ];

    private static async Task<string> ImportAsync(PipelineSystem system, int rows)
    {
        using FeedFiles files = new();
        (string previous, _) = files.WritePair(rows, clean: false, utf8: false);
        system.Upload(FeedKind.Price, await File.ReadAllBytesAsync(previous), TimeProvider.System.GetUtcNow().AddHours(-1));
        _ = await system.RunFlowAsync("ingram.price", Limit);
        return (string)(await system.GetAsync("/api/catalog?limit=1"))["items"]![0]!["sku"]!;
    }

    private static async Task WaitUntilQuietAsync(CountedStorage storage)
    {
        do
        {
            _ = storage.Take();
            await Task.Delay(Look, TimeProvider.System);
        }
        while (storage.Take().Count(static operation => !operation.IsUpkeep) > 10);
    }
}
