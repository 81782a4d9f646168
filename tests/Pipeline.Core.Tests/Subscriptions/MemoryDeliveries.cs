using System.Globalization;
using Pipeline.Core.Subscriptions;
using Pipeline.Core.Subscriptions.Deliveries;

namespace Pipeline.Core.Tests.Subscriptions;

/// <summary>Stores, queue and another system in memory; any call may be the last thing the process does, before or after its effect.</summary>
internal sealed class MemoryDeliveries : ISubscriptionStore, IDeliveryStore, IEventQueue, IEventSender
{
    private readonly SortedDictionary<string, Subscription> subscriptions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> told = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), Delivery> deliveries = [];
    private readonly Dictionary<(string, string), (string Owner, DateTimeOffset Until)> locks = [];
    private int calls;

    /// <summary>Call at which the process dies; null for never.</summary>
    public int? DiesAt { get; set; }

    /// <summary>Whether it dies before the effect of that call.</summary>
    public bool DiesBefore { get; set; }

    public int Calls => calls;

    public List<(object Notice, TimeSpan Delay)> Queue { get; } = [];

    public List<OutgoingEvent> Taken { get; } = [];

    /// <summary>Answers of the other system; 200 when it is empty.</summary>
    public Queue<int> Statuses { get; } = [];

    public DateTimeOffset Now { get; set; }

    public bool IsReady { get; set; } = true;

    public IReadOnlyCollection<Delivery> Deliveries => deliveries.Values;

    public Task<IReadOnlyList<Subscription>> ListAsync(CancellationToken cancellationToken) => CallAsync<IReadOnlyList<Subscription>>(() => [.. subscriptions.Values]);

    public Task<Subscription?> FindAsync(string id, CancellationToken cancellationToken) => CallAsync(() => subscriptions.GetValueOrDefault(id));

    public Task AddAsync(Subscription subscription, CancellationToken cancellationToken) => CallAsync(() => subscriptions[subscription.Id] = subscription);

    public Task<Subscription?> UpdateAsync(string id, Func<Subscription, Subscription> change, CancellationToken cancellationToken) =>
        CallAsync(() => subscriptions.TryGetValue(id, out Subscription? found) ? subscriptions[id] = change(found) : null);

    public Task RemoveAsync(string id, CancellationToken cancellationToken) => CallAsync(() => subscriptions.Remove(id));

    public Task<long> ReadToldAsync(string subject, CancellationToken cancellationToken) => CallAsync(() => told.GetValueOrDefault(subject));

    public Task WriteToldAsync(string subject, long sequence, CancellationToken cancellationToken) =>
        CallAsync(() => told[subject] = Math.Max(sequence, told.GetValueOrDefault(subject)));

    public Task AddAsync(string subscriptionId, OutgoingEvent happened, CancellationToken cancellationToken) =>
        CallAsync(() => deliveries.TryAdd((subscriptionId, happened.Id), new Delivery { SubscriptionId = subscriptionId, Event = happened }));

    public Task<Delivery?> FindFirstAsync(string subscriptionId, string subject, CancellationToken cancellationToken) => CallAsync(() => deliveries.Values
        .Where(one => one.SubscriptionId == subscriptionId && one.Event.Subject == subject && one.State == DeliveryState.Pending)
        .OrderBy(static one => one.Event.Sequence).FirstOrDefault());

    public Task SaveAsync(Delivery delivery, CancellationToken cancellationToken) =>
        CallAsync(() => deliveries[(delivery.SubscriptionId, delivery.Event.Id)] = delivery);

    public Task<Delivery?> FindAsync(string subscriptionId, string eventId, CancellationToken cancellationToken) =>
        CallAsync(() => deliveries.GetValueOrDefault((subscriptionId, eventId)));

    public Task<Page<Delivery>> ListAsync(string subscriptionId, DeliveryFilter filter, int limit, string? cursor, CancellationToken cancellationToken) => CallAsync(() =>
    {
        int start = cursor is null ? 0 : int.Parse(Cursor.Read(cursor, static place => int.TryParse(place, CultureInfo.InvariantCulture, out _)), CultureInfo.InvariantCulture);
        Delivery[] found =
        [
            .. deliveries.Values
                .Where(one => one.SubscriptionId == subscriptionId && (filter.State is null || one.State == filter.State) && !(one.Event.At < filter.From) && !(one.Event.At >= filter.To))
                .OrderByDescending(static one => one.Event.At).ThenBy(static one => one.Event.Id, StringComparer.Ordinal).Skip(start),
        ];
        return new Page<Delivery>([.. found.Take(limit)], found.Length > limit ? Cursor.Of($"{start + limit}") : null);
    });

    public Task<IReadOnlyList<string>> ListWaitingAsync(string subscriptionId, CancellationToken cancellationToken) => CallAsync<IReadOnlyList<string>>(() =>
        [.. deliveries.Values.Where(one => one.SubscriptionId == subscriptionId && one.State == DeliveryState.Pending).Select(static one => one.Event.Subject).Distinct()]);

    public Task<bool> TryLockAsync(string subscriptionId, string subject, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        CallAsync(() =>
        {
            if (locks.TryGetValue((subscriptionId, subject), out (string Owner, DateTimeOffset Until) held) && held.Until > now)
            {
                return false;
            }

            locks[(subscriptionId, subject)] = (owner, until);
            return true;
        });

    public Task UnlockAsync(string subscriptionId, string subject, string owner, CancellationToken cancellationToken) => CallAsync(() =>
        locks.TryGetValue((subscriptionId, subject), out (string Owner, DateTimeOffset Until) held) && held.Owner == owner && locks.Remove((subscriptionId, subject)));

    public Task<int> RemoveAsync(string subscriptionId, DateTimeOffset before, CancellationToken cancellationToken) => CallAsync(
        () => Remove(one => one.SubscriptionId == subscriptionId && one.State != DeliveryState.Pending && one.Event.At < before));

    public Task RemoveAllAsync(string subscriptionId, CancellationToken cancellationToken) => CallAsync(() => Remove(one => one.SubscriptionId == subscriptionId));

    public Task<IReadOnlyList<string>> ListSubscriptionsAsync(CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<string>>(() => [.. deliveries.Values.Select(static one => one.SubscriptionId).Distinct().Order(StringComparer.Ordinal)]);

    public Task SendAsync(OrderEventsNotice notice, TimeSpan delay, CancellationToken cancellationToken) => CallAsync(() => Put(notice, delay));

    public Task SendAsync(DeliveryNotice notice, TimeSpan delay, CancellationToken cancellationToken) => CallAsync(() => Put(notice, delay));

    public string SecretOf(Subscription subscription) => string.Empty;

    public string? Refuse(Uri url) => null;

    public Task<DeliveryAttempt> SendAsync(Subscription subscription, OutgoingEvent happened, CancellationToken cancellationToken) => CallAsync(() =>
    {
        int status = Statuses.TryDequeue(out int next) ? next : 200;
        if (status == 200)
        {
            Taken.Add(happened);
        }

        return new DeliveryAttempt(Now, status, TimeSpan.Zero, null);
    });

    private int Remove(Func<Delivery, bool> isMeant)
    {
        Delivery[] meant = [.. deliveries.Values.Where(isMeant)];
        return meant.Count(one => deliveries.Remove((one.SubscriptionId, one.Event.Id)));
    }

    private bool Put(object notice, TimeSpan delay)
    {
        Queue.Add((notice, delay));
        return true;
    }

    private Task<T> CallAsync<T>(Func<T> effect)
    {
        bool dies = ++calls == DiesAt;
        if (dies && DiesBefore)
        {
            throw new ProcessDiedException();
        }

        T result = effect();
        return dies ? throw new ProcessDiedException() : Task.FromResult(result);
    }
}

/// <summary>The process is gone.</summary>
internal sealed class ProcessDiedException : Exception;
