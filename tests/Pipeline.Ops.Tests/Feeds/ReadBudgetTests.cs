using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Catalog;
using Pipeline.Core.History;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Flows;
using Pipeline.Core.Pricing;
using Pipeline.Ops.Tests.Catalogue;
using Pipeline.Ops.Tests.Support;

namespace Pipeline.Ops.Tests.Feeds;

/// <summary>What pages read from storage.</summary>
public sealed class ReadBudgetTests
{
    private const int Most = 12;

    [Theory]
    [InlineData("/ops/feeds")]
    [InlineData("/ops/feeds/acme/price")]
    [InlineData("/ops/feeds/acme/price/rollback")]
    [InlineData("/ops/catalogue")]
    [InlineData("/ops/catalogue?q=toner")]
    [InlineData("/ops/catalogue/acme/7100231")]
    [InlineData("/ops/setup")]
    public async Task A_page_asks_storage_at_most_twelve_times(string address)
    {
        int reads = 0;
        MemoryFlows flows = new();
        MemoryRuns runs = new();
        MemoryFeeds feeds = new();
        MemoryReports reports = new();
        ShelfPorts shelf = new();
        shelf.Catalog.Rows.AddRange(Enumerable.Range(0, 5000).Select(static i => ArticleSamples.Row($"{7100231 + i}")));
        shelf.Catalog.Rows.Add(ArticleSamples.Row("1") with { Distributor = "other" });
        using OpsSite site = new(services => services
            .AddSingleton(Counted.Of<IFlowStore>(flows, Count)).AddSingleton(Counted.Of<IExecutionStore>(runs, Count)).AddSingleton(Counted.Of<IExecutionLog>(runs, Count))
            .AddSingleton(Counted.Of<IFeedStore>(feeds, Count)).AddSingleton(Counted.Of<IReportStore>(reports, Count)).AddSingleton(Counted.Of<IFeedProfileCatalog>(shelf, Count))
            .AddSingleton(Counted.Of<ICatalogStore>(shelf.Catalog, Count)).AddSingleton(Counted.Of<IMarginRuleStore>(shelf, Count)).AddSingleton(Counted.Of<IArticleHistory>(shelf.History, Count)));
        FeedSamples.Accept(site);
        feeds.Records[FeedSamples.Price] = site.Feeds.Records[FeedSamples.Price];
        feeds.Files.AddRange(site.Feeds.Files);
        site.Runs.All.ToList().ForEach(runs.Add);

        OpsReply reply = await site.GetAsync(address);

        Assert.Equal((200, string.Empty), (reply.Status, string.Join('\n', site.Log.Lines)));
        Assert.InRange(reads, 1, Most);

        void Count() => reads++;
    }
}
