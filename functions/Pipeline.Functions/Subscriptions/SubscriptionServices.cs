using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Core.History;
using Pipeline.Core.Offers.Listings;
using Pipeline.Core.ErrorGroups.Sources;
using Pipeline.Core.Channels;
using Pipeline.Core.Feeds.Changes;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Subscriptions;
using Pipeline.Core.Subscriptions.Deliveries;
using Pipeline.Functions.Monitoring;
using Pipeline.Functions.Settings;
using Pipeline.Partners.Webhooks;
using Pipeline.Storage.Changes;
using Pipeline.Storage.Orders;
using Pipeline.Storage.Subscriptions;

namespace Pipeline.Functions.Subscriptions;

/// <summary>Registers what tells other systems of events.</summary>
internal static class SubscriptionServices
{
    /// <summary>Adds it; from then on orders and change sets are told.</summary>
    public static IServiceCollection AddSubscriptions(this IServiceCollection services)
    {
        services.TryAddSingleton<IOrderStore>(static provider => new MeasuredOrders(
            new ToldOrderStore(
                provider.GetRequiredService<WatchedOrders>(),
                new OrderEvents(
                    provider.GetRequiredService<EventPublisher>(),
                    provider.GetRequiredService<IEventQueue>(),
                    provider.GetRequiredService<ISubscriptionStore>(),
                    provider.GetRequiredService<OrderStore>())),
            provider.GetRequiredService<PipelineMetrics>()));
        services.TryAddSingleton<IChangeQueue>(static provider => new ListedChangeQueue(
            new NotedChangeQueue(
                new ToldChangeQueue(provider.GetRequiredService<ChangeQueue>(), provider.GetRequiredService<EventPublisher>()),
                provider.GetRequiredService<IHistoryQueue>()),
            provider.GetRequiredService<StoreDirectory>(),
            provider.GetRequiredService<IListingChangeQueue>()));
        return services
            .AddSingleton<ISubscriptionStore, SubscriptionStore>()
            .AddSingleton<IDeliveryStore, DeliveryStore>()
            .AddSingleton<IEventQueue, EventQueue>()
            .AddSingleton<IEventSender>(static provider =>
            {
                SubscriptionSettings settings = provider.GetRequiredService<SubscriptionSettings>();
                return new WebhookSender(settings.SigningKey, settings.AllowsPrivateAddresses, provider.GetRequiredService<TimeProvider>());
            })
            .AddSingleton<SubscriptionCache>()
            .AddSingleton<SubscriptionCommands>()
            .AddSingleton<EventPublisher>()
            .AddSingleton<OrderEvents>()
            .AddSingleton<ExecutionEvents>()
            .AddSingleton<DeliveryRun>()
            .AddSingleton<DeliverySweep>();
    }
}
