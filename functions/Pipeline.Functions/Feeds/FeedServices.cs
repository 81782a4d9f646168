using Azure.Storage.Queues;
using Pipeline.Core.Catalog;
using Pipeline.Core.Browsing;
using Pipeline.Core.History;
using Pipeline.Core.Catalog.Joining;
using Pipeline.Core.Catalog.Sources;
using Pipeline.Core.Distributors;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Changes;
using Pipeline.Core.Feeds.Guarding;
using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Setup;
using Pipeline.Functions.Settings;
using Pipeline.Partners.Feeds;
using Pipeline.Partners.Transport;
using Pipeline.Storage.Catalog;
using Pipeline.Storage.Catalog.History;
using Pipeline.Storage.Changes;
using Pipeline.Storage.Feeds;

namespace Pipeline.Functions.Feeds;

/// <summary>Wires feeds and catalogue.</summary>
internal static class FeedServices
{
    /// <summary>Adds what fetching, importing and reading the catalogue need.</summary>
    public static IServiceCollection AddFeeds(this IServiceCollection services)
    {
        _ = services.AddSingleton<FeedConfiguration>();
        _ = services.AddSingleton<IFeedFormDirectory>(static provider => provider.GetRequiredService<FeedConfiguration>());
        _ = services.AddSingleton<IFeedSourceFactory, FeedSourceFactory>();
        _ = services.AddSingleton<CatalogTables>();
        _ = services.AddSingleton<ICatalogStore, CatalogStore>();
        _ = services.AddSingleton<CatalogIndexMove>();
        _ = services.AddSingleton<IFeedStore, FeedStore>();
        _ = services.AddSingleton<ILandingStore, LandingStore>();
        _ = services.AddSingleton<IReportStore, FeedReportReader>();
        _ = services.AddSingleton<IFeedLock, FeedLock>();
        _ = services.AddSingleton<IFeedImportQueue, FeedImportQueue>();
        _ = services.AddSingleton<IChangeSetStore, ChangeSetStore>();
        _ = services.AddSingleton(static provider => new ChangeQueue(
            provider.GetRequiredService<QueueServiceClient>(), provider.GetRequiredService<ChangeSettings>().Retention));
        _ = services.AddSingleton<ChangeSetRetention>();
        _ = services.AddSingleton<IConfigDocumentStore, ConfigStore>();
        _ = services.AddSingleton<IFeedProfileCatalog, FeedProfileSource>();
        _ = services.AddSingleton<IFeedReader, FeedReader>();
        _ = services.AddSingleton<FeedProfileCheck>();
        _ = services.AddSingleton(new FeedImportOptions
        {
            WorkFolder = Path.Combine(Path.GetTempPath(), "pipeline-feeds"),
        });
        _ = services.AddSingleton<JudgedWith>();
        _ = services.AddSingleton<LandedFileReader>();
        _ = services.AddSingleton<FeedJudge>();
        _ = services.AddSingleton<FeedApply>();
        _ = services.AddSingleton<FeedSettlement>();
        _ = services.AddSingleton<FeedImportRun>();
        _ = services.AddSingleton<FeedImport>();
        _ = services.AddSingleton<FeedSweep>();
        _ = services.AddSingleton<FeedRetention>();
        _ = services.AddSingleton<FeedRollback>();
        _ = services.AddSingleton<FeedTrouble>();
        _ = services.AddSingleton<FeedExpectation>();
        _ = services.AddSingleton<SetupChecklist>();
        _ = services.AddSingleton<IFlowExecutor, FeedFetcher>();
        _ = services.AddSingleton<ProductSearch>();
        _ = services.AddSingleton<CatalogBrowser>();
        _ = services.AddSingleton<IArticleHistory, ArticleHistoryStore>();
        _ = services.AddSingleton<IHistoryQueue, HistoryQueue>();
        _ = services.AddSingleton<ArticleHistoryWriter>();
        _ = services.AddSingleton<ArticleHistoryRebuild>();
        _ = services.AddSingleton<IOfferTerms>(static provider => provider.GetRequiredService<DistributorCatalog>());
        _ = services.AddSingleton<IDistributorContexts, DistributorContexts>();
        _ = services.AddSingleton<IChangedArticles, ChangedArticles>();
        return services.AddSingleton<CatalogReader>();
    }
}
