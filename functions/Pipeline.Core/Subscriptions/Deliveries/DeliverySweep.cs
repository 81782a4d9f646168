namespace Pipeline.Core.Subscriptions.Deliveries;

/// <summary>Sends the notices of deliveries again whose notice was lost, and removes what is past its time.</summary>
public sealed class DeliverySweep(ISubscriptionStore subscriptions, IDeliveryStore deliveries, IEventQueue queue, TimeProvider clock)
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    /// <summary>Wakes deliveries that should have been tried minutes ago. May be repeated: a notice too many does no harm.</summary>
    /// <returns>How many subjects.</returns>
    public async Task<int> WakeAsync(CancellationToken cancellationToken)
    {
        int woken = 0;
        foreach (Subscription subscription in await subscriptions.ListAsync(cancellationToken))
        {
            foreach (string subject in subscription.GoneSince is null ? await deliveries.ListWaitingAsync(subscription.Id, cancellationToken) : [])
            {
                if (await deliveries.FindFirstAsync(subscription.Id, subject, cancellationToken) is { } first
                    && (first.NextAttemptAt ?? first.Event.At) + Grace <= clock.GetUtcNow())
                {
                    await queue.SendAsync(new DeliveryNotice(subscription.Id, subject), TimeSpan.Zero, cancellationToken);
                    woken++;
                }
            }
        }

        return woken;
    }

    /// <summary>Removes deliveries that ended a month ago, and all of subscriptions that are no more. May be repeated and cut at any point.</summary>
    public async Task ExpireAsync(CancellationToken cancellationToken)
    {
        // In this order: a subscription that is made meanwhile has no deliveries among these.
        IReadOnlyList<string> kept = await deliveries.ListSubscriptionsAsync(cancellationToken);
        IReadOnlyList<Subscription> all = await subscriptions.ListAsync(cancellationToken);
        foreach (string id in kept)
        {
            if (all.Any(one => one.Id == id))
            {
                _ = await deliveries.RemoveAsync(id, clock.GetUtcNow() - Retention, cancellationToken);
            }
            else
            {
                await deliveries.RemoveAllAsync(id, cancellationToken);
            }
        }
    }
}
