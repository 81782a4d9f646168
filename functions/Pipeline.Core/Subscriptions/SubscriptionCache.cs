namespace Pipeline.Core.Subscriptions;

/// <summary>Subscriptions as they were half a minute ago at most, so that asking whether anybody listens costs nothing.</summary>
public sealed class SubscriptionCache(ISubscriptionStore store, TimeProvider clock)
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(30);
    private Snapshot? latest;

    /// <summary>All subscriptions.</summary>
    public async ValueTask<IReadOnlyList<Subscription>> ListAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (latest is { } known && now - known.ReadAt < Age)
        {
            return known.Subscriptions;
        }

        // Two callers at once read twice.
        IReadOnlyList<Subscription> read = await store.ListAsync(cancellationToken);
        latest = new Snapshot(read, now);
        return read;
    }

    /// <summary>Forgets what it knows: this process has changed it.</summary>
    public void Forget() => latest = null;

    private sealed record Snapshot(IReadOnlyList<Subscription> Subscriptions, DateTimeOffset ReadAt);
}
