using Pipeline.Core.Subscriptions.Deliveries;

namespace Pipeline.Core.Subscriptions;

/// <summary>What people do to a subscription and to what it was told.</summary>
public sealed class SubscriptionCommands(
    ISubscriptionStore subscriptions, SubscriptionCache cache, IDeliveryStore deliveries, IEventQueue queue, TimeProvider clock)
{
    /// <summary>Events that are sent again at a time.</summary>
    public const int ReplayLimit = 1000;

    // By then no process remembers the subscription any more, so that none adds to what is removed.
    private static readonly TimeSpan RemovalPause = TimeSpan.FromMinutes(1);

    /// <summary>Ends a subscription; its deliveries are removed a minute later. May be repeated.</summary>
    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        await subscriptions.RemoveAsync(id, cancellationToken);
        cache.Forget();
        await queue.SendAsync(new DeliveryNotice(id, SubjectOf(id)), RemovalPause, cancellationToken);
    }

    /// <summary>Sends an event to try the address, and lets an address that was gone be sent to again.</summary>
    /// <returns>False when there is no such subscription.</returns>
    public async Task<bool> TryAsync(string id, CancellationToken cancellationToken)
    {
        if (await subscriptions.UpdateAsync(id, static one => one with { GoneSince = null }, cancellationToken) is null)
        {
            return false;
        }

        DateTimeOffset now = clock.GetUtcNow();
        OutgoingEvent tried = new(EventKind.Test, SubjectOf(id), now.UtcTicks, now, "{}");
        await deliveries.AddAsync(id, tried, cancellationToken);
        await queue.SendAsync(new DeliveryNotice(id, tried.Subject), TimeSpan.Zero, cancellationToken);
        return true;
    }

    /// <summary>Sends one event again, unless it is on its way. May be repeated.</summary>
    public async Task<ReplayCount> ReplayAsync(string id, string eventId, CancellationToken cancellationToken) =>
        await SendAgainAsync(id, await deliveries.FindAsync(id, eventId, cancellationToken) is { } one ? [one] : [], false, cancellationToken);

    /// <summary>Sends the latest <see cref="ReplayLimit"/> events of a span of time again; those that are on their way are left as they are. May be repeated.</summary>
    /// <param name="id">The subscription.</param>
    /// <param name="from">From this instant on, or null.</param>
    /// <param name="to">Before this instant, or null.</param>
    /// <param name="setAsideOnly">Only those that were given up.</param>
    /// <param name="cancellationToken">Gives up; some may be on their way again.</param>
    public async Task<ReplayCount> ReplayAsync(string id, DateTimeOffset? from, DateTimeOffset? to, bool setAsideOnly, CancellationToken cancellationToken) => await SendAgainAsync(
        id, (await deliveries.ListAsync(id, new DeliveryFilter(null, from, to), ReplayLimit, null, cancellationToken)).Items, setAsideOnly, cancellationToken);

    private static string SubjectOf(string id) => $"subscription:{id}";

    private async Task<ReplayCount> SendAgainAsync(string id, IReadOnlyList<Delivery> wanted, bool setAsideOnly, CancellationToken cancellationToken)
    {
        Delivery[] ended = [.. wanted.Where(one => one.State is DeliveryState.SetAside || (one.State is DeliveryState.Delivered && !setAsideOnly))];
        foreach (Delivery one in ended)
        {
            await deliveries.SaveAsync(DeliverySchedule.Again(one), cancellationToken);
        }

        foreach (string subject in ended.Select(static one => one.Event.Subject).Distinct(StringComparer.Ordinal))
        {
            await queue.SendAsync(new DeliveryNotice(id, subject), TimeSpan.Zero, cancellationToken);
        }

        return new ReplayCount(ended.Length, wanted.Count - ended.Length);
    }
}

/// <summary>What a wish to send again has brought.</summary>
/// <param name="Events">Events that are sent again.</param>
/// <param name="Skipped">Events that are left as they are.</param>
public sealed record ReplayCount(int Events, int Skipped);
