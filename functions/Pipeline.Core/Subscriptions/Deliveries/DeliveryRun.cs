namespace Pipeline.Core.Subscriptions.Deliveries;

/// <summary>Sends the pending events of a subject, one after another: the next is not sent before this one is taken or set aside.</summary>
public sealed class DeliveryRun(
    ISubscriptionStore subscriptions, IDeliveryStore deliveries, IEventSender sender, IEventQueue queue, TimeProvider clock)
{
    private const int Batch = 20;
    private static readonly TimeSpan LockTime = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Sends what is due of a subject; of a subscription that is no more everything is removed. May be called twice at once, and cut at any point: an event that was being sent is sent
    /// again under the same id.
    /// </summary>
    public async Task RunAsync(DeliveryNotice notice, CancellationToken cancellationToken)
    {
        (string id, string subject) = notice;
        string owner = Guid.NewGuid().ToString("N");
        DateTimeOffset now = clock.GetUtcNow();
        if (!await deliveries.TryLockAsync(id, subject, owner, now, now + LockTime, cancellationToken))
        {
            // Whoever has it may have looked for the next one just before it was there.
            await queue.SendAsync(notice, BusyPause, cancellationToken);
            return;
        }

        try
        {
            if (await SendAsync(notice, cancellationToken) is { } pause)
            {
                await queue.SendAsync(notice, pause, cancellationToken);
            }
        }
        finally
        {
            await deliveries.UnlockAsync(id, subject, owner, CancellationToken.None);
        }
    }

    /// <summary>Sends at most a batch.</summary>
    /// <returns>After how long to go on; null when nothing is left.</returns>
    private async Task<TimeSpan?> SendAsync(DeliveryNotice notice, CancellationToken cancellationToken)
    {
        for (int sent = 0; sent < Batch; sent++)
        {
            Subscription? subscription = await subscriptions.FindAsync(notice.SubscriptionId, cancellationToken);
            if (subscription is null)
            {
                await deliveries.RemoveAllAsync(notice.SubscriptionId, cancellationToken);
                return null;
            }

            if (subscription.GoneSince is not null
                || await deliveries.FindFirstAsync(notice.SubscriptionId, notice.Subject, cancellationToken) is not { } first)
            {
                return null;
            }

            DateTimeOffset now = clock.GetUtcNow();
            if (first.NextAttemptAt is { } due && due > now)
            {
                return due - now;
            }

            DeliveryAttempt attempt = await sender.SendAsync(subscription, first.Event, cancellationToken);
            Delivery tried = DeliverySchedule.After(first, attempt);
            await deliveries.SaveAsync(tried, cancellationToken);
            if (attempt.IsGone)
            {
                _ = await subscriptions.UpdateAsync(
                    subscription.Id, one => one with { GoneSince = one.GoneSince ?? attempt.At }, cancellationToken);
            }
        }

        return TimeSpan.Zero;
    }
}
