using Pipeline.Core.Subscriptions.Deliveries;

namespace Pipeline.Core.Subscriptions;

/// <summary>Hands events to whoever has subscribed to them.</summary>
public sealed class EventPublisher(SubscriptionCache subscriptions, IDeliveryStore deliveries, IEventQueue queue)
{
    /// <summary>Whether anybody wants events of a kind.</summary>
    public async ValueTask<bool> IsWantedAsync(string kind, CancellationToken cancellationToken) =>
        (await subscriptions.ListAsync(cancellationToken)).Any(one => one.Kinds.Contains(kind, StringComparer.Ordinal));

    /// <summary>Stores events, in the order of their subjects, for each subscription that wants them. May be repeated: each is stored once.</summary>
    public async Task PublishAsync(IReadOnlyCollection<OutgoingEvent> happened, CancellationToken cancellationToken)
    {
        foreach (Subscription subscription in await subscriptions.ListAsync(cancellationToken))
        {
            HashSet<string> subjects = new(StringComparer.Ordinal);
            foreach (OutgoingEvent one in happened.Where(subscription.Wants))
            {
                await deliveries.AddAsync(subscription.Id, one, cancellationToken);
                _ = subjects.Add(one.Subject);
            }

            foreach (string subject in subjects)
            {
                await queue.SendAsync(new DeliveryNotice(subscription.Id, subject), TimeSpan.Zero, cancellationToken);
            }
        }
    }
}
