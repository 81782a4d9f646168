namespace Pipeline.Core.Subscriptions;

/// <summary>Queues behind events; messages may come twice and in any order.</summary>
public interface IEventQueue
{
    /// <summary>Says that an order is about to have events.</summary>
    Task SendAsync(OrderEventsNotice notice, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Says that deliveries of a subject are due.</summary>
    Task SendAsync(DeliveryNotice notice, TimeSpan delay, CancellationToken cancellationToken);
}

/// <summary>An order is about to have events: sent before they are written, so that none is forgotten.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Sequence">Number of the last of them.</param>
/// <param name="Looks">How often they were looked for.</param>
public sealed record OrderEventsNotice(string OrderId, int Sequence, int Looks);

/// <summary>Deliveries of a subject are due.</summary>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="Subject">The subject.</param>
public sealed record DeliveryNotice(string SubscriptionId, string Subject);
