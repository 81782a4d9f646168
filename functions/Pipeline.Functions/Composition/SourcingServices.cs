using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Core.Channels;
using Pipeline.Core.Currencies;
using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Offers.Listings;
using Pipeline.Core.Orders.Prices;
using Pipeline.Core.Orders.Sourcing;
using Pipeline.Functions.Settings;
using Pipeline.Partners.Currencies;
using Pipeline.Storage.Sourcing;

namespace Pipeline.Functions.Composition;

/// <summary>Registers what decides between distributors, and what brings exchange rates.</summary>
internal static class SourcingServices
{
    public static IServiceCollection AddSourcing(this IServiceCollection services)
    {
        services.TryAddSingleton<SourcingStore>();
        services.TryAddSingleton<ISourcingStore>(static provider => provider.GetRequiredService<SourcingStore>());
        services.TryAddSingleton<IPromiseStore>(static provider => new ListedPromiseStore(
            provider.GetRequiredService<SourcingStore>(), provider.GetRequiredService<StoreDirectory>(), provider.GetRequiredService<IListingChangeQueue>()));
        services.TryAddSingleton<ICurrencyStore>(static provider => provider.GetRequiredService<SourcingStore>());
        services.TryAddSingleton<IEnquiryStore>(static provider => provider.GetRequiredService<SourcingStore>());
        return services
            .AddSingleton(static provider => provider.GetRequiredService<CurrencySettings>().ToTerms())
            .AddSingleton<ExchangeRates>()
            .AddSingleton<PromisedUnits>()
            .AddSingleton(static provider => new SourcingPolicy(
                provider.GetRequiredService<ISourcingStore>(), provider.GetRequiredService<ExchangeRates>(), provider.GetRequiredService<SourcingSettings>().MaxAge))
            .AddSingleton(static provider => new DailyRatesRunner(
                provider.GetRequiredService<CurrencySettings>().Feed.Address, provider.GetRequiredService<IFeedSourceFactory>(),
                provider.GetRequiredService<ICurrencyStore>(), provider.GetRequiredService<IExecutionStore>(),
                provider.GetRequiredService<FeedImportOptions>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<IFlowExecutor>(static provider => provider.GetRequiredService<DailyRatesRunner>());
    }
}
