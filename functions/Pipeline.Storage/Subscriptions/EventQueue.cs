using System.Text.Json.Serialization;
using Azure.Storage.Queues;
using Pipeline.Core.Subscriptions;
using Pipeline.Core.Subscriptions.Deliveries;

namespace Pipeline.Storage.Subscriptions;

/// <summary>The queues <c>order-events</c> and <c>deliveries</c>.</summary>
public sealed class EventQueue(QueueServiceClient service) : IEventQueue
{
    /// <summary>The service's longest delay is seven days, exclusive; ours are shorter by far.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(6);

    private readonly StorageQueue orderEvents = new(service, StorageNames.OrderEventsQueue);
    private readonly StorageQueue deliveries = new(service, StorageNames.DeliveriesQueue);

    /// <inheritdoc />
    public Task SendAsync(OrderEventsNotice notice, TimeSpan delay, CancellationToken cancellationToken) =>
        orderEvents.SendAsync(notice, SubscriptionJson.Default.OrderEventsNotice, delay, cancellationToken);

    /// <inheritdoc />
    public Task SendAsync(DeliveryNotice notice, TimeSpan delay, CancellationToken cancellationToken) =>
        deliveries.SendAsync(notice, SubscriptionJson.Default.DeliveryNotice, delay < LongestDelay ? delay : LongestDelay, cancellationToken);
}

/// <summary>How subscriptions, deliveries and their notices are spelled.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(CamelCaseEnum<DeliveryState>)])]
[JsonSerializable(typeof(Subscription))]
[JsonSerializable(typeof(Delivery))]
[JsonSerializable(typeof(OrderEventsNotice))]
[JsonSerializable(typeof(DeliveryNotice))]
internal sealed partial class SubscriptionJson : JsonSerializerContext;
