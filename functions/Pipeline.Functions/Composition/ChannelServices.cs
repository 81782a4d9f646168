using Pipeline.Core.Channels;
using Pipeline.Core.Feeds.Guarding;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Offers.Computing;
using Pipeline.Core.Offers.Listings;
using Pipeline.Core.Offers.Sending;
using Pipeline.Core.Stores;
using Pipeline.Partners.Channels;
using Pipeline.Storage.Offers;
using Pipeline.Storage.Stores;

namespace Pipeline.Functions.Composition;

/// <summary>Registers stores and what sells in them; each kind of channel adds itself.</summary>
internal static class ChannelServices
{
    public static IServiceCollection AddChannels(this IServiceCollection services) => services
        .AddStores()
        .AddSingleton<IStoreStateStore, StoreStateStore>()
        .AddSingleton<StorePorts>()
        .AddSingleton<IListingStore, ListingStore>()
        .AddSingleton<IOfferImportStore, OfferImportStore>()
        .AddSingleton<IOfferRuleStore, OfferRuleStore>()
        .AddSingleton<OfferQueues>()
        .AddSingleton<IListingChangeQueue>(static provider => provider.GetRequiredService<OfferQueues>())
        .AddSingleton<IOfferStepQueue>(static provider => provider.GetRequiredService<OfferQueues>())
        .AddSingleton<ListingDirectory>()
        .AddSingleton<ListingEditor>()
        .AddSingleton<OfferSources>()
        .AddSingleton<ListingComputation>()
        .AddSingleton<OfferImportFollow>()
        .AddSingleton<ExportRequest>()
        .AddSingleton<OfferComparison>()
        .AddSingleton<IFlowExecutor>(static provider => provider.GetRequiredService<OfferComparison>())
        .AddSingleton<IFlowExecutor, OfferExport>()
        .AddSingleton<HeldFileDecision>()
        .AddSingleton<IHeldFileDecision>(static provider => new HeldExportDecision(
            provider.GetRequiredService<HeldFileDecision>(), provider.GetRequiredService<FlowCatalog>(), provider.GetRequiredService<IExecutionStore>(),
            provider.GetRequiredService<IFlowQueue>(), provider.GetRequiredService<IStoreStateStore>(), provider.GetRequiredService<IListingStore>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<StoreChecklist>()
        .AddSingleton<StoreModeSwitch>();
}
