using Pipeline.Core.Catalog.Sources;
using Pipeline.Core.Catalog.Facts;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Catalog;
using Pipeline.Core.Browsing;
using Pipeline.Core.History;
using Pipeline.Core.Distributors;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Core.Pricing;
using Pipeline.Core.Setup;

namespace Pipeline.Ops.Tests.Support;

/// <summary>What the pages about feeds and articles read and write, in memory; prices are asked of Acme.</summary>
public sealed class ShelfPorts : IFeedProfileCatalog, IMarginRuleStore, IDistributorServiceDirectory, IDistributorService
{
    /// <summary>Why no profile can be read, or null.</summary>
    public string? ProfileFault { get; set; }

    public MemoryHistory History { get; } = new();

    public MemoryCatalog Catalog { get; } = new();

    /// <summary>What Acme answers to the next question.</summary>
    public Func<PriceQuery, PriceAnswer>? Answer { get; set; }

    public List<PriceQuery> Asked { get; } = [];

    public IReadOnlyList<string> Distributors => ["acme"];

    public string Distributor => "acme";

    public void AddTo(IServiceCollection services) => services
        .AddSingleton<IFeedProfileCatalog>(this).AddSingleton<IMarginRuleStore>(this).AddSingleton<IDistributorServiceDirectory>(this)
        .AddSingleton<ICatalogStore>(Catalog).AddSingleton<IOfferTerms>(static provider => provider.GetRequiredService<DistributorCatalog>())
        .AddSingleton<CatalogBrowser>().AddSingleton<IArticleHistory>(History).AddSingleton<RulesInForce>().AddSingleton<IEnquiryStore, MemoryEnquiries>().AddSingleton<EnquiryCounter>()
        .AddSingleton<FeedConfiguration>().AddSingleton<FeedExpectation>().AddSingleton<FeedTrouble>().AddSingleton<SetupChecklist>().AddSingleton<FeedRollback>();

    public Task<FeedProfile> FindAsync(FeedId feed, string? name, CancellationToken cancellationToken) => ProfileFault is { } fault
        ? throw new FeedRefusedException("PROFILE_INVALID", fault)
        : Task.FromResult(new FeedProfile { Name = name ?? "acme", Feed = feed.Kind });

    public Task<StoredRules> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(new StoredRules(MarginRules.None, "\"1\"", null));

    public Task<string?> ReplaceAsync(MarginRules rules, string version, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IDistributorService? For(string distributor, bool isTest) => distributor == Distributor ? this : null;

    public Task<PriceAnswers> GetPriceAndAvailabilityAsync(IReadOnlyList<PriceQuery> items, CancellationToken cancellationToken)
    {
        Asked.AddRange(items);
        return Task.FromResult(new PriceAnswers([.. items.Select(item => Answer!(item))], null));
    }

    public Task<OrderPlacement> CreateOrderAsync(OrderCreate order, CancellationToken cancellationToken) => throw new NotSupportedException();

    public OrderPreview PreviewOrder(OrderCreate order) => throw new NotSupportedException();

    public Task<OrderSearch> FindOrderAsync(PurchaseOrderNumber number, CancellationToken cancellationToken) => throw new NotSupportedException();
}
