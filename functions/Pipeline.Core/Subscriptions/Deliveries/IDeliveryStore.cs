namespace Pipeline.Core.Subscriptions.Deliveries;

/// <summary>Keeps deliveries, and who is sending.</summary>
public interface IDeliveryStore
{
    /// <summary>Stores a new one as pending; one that is there already, whatever its state, stays as it is.</summary>
    Task AddAsync(string subscriptionId, OutgoingEvent happened, CancellationToken cancellationToken);

    /// <summary>The first pending one of a subject; null when none is left.</summary>
    Task<Delivery?> FindFirstAsync(string subscriptionId, string subject, CancellationToken cancellationToken);

    /// <summary>Stores how far one has come: pending again, or at its end. May be repeated.</summary>
    Task SaveAsync(Delivery delivery, CancellationToken cancellationToken);

    /// <summary>One; null when there is none.</summary>
    Task<Delivery?> FindAsync(string subscriptionId, string eventId, CancellationToken cancellationToken);

    /// <summary>A page, latest event first.</summary>
    /// <exception cref="FormatException">The cursor is not from this list.</exception>
    Task<Page<Delivery>> ListAsync(string subscriptionId, DeliveryFilter filter, int limit, string? cursor, CancellationToken cancellationToken);

    /// <summary>The subjects of which a delivery is pending.</summary>
    Task<IReadOnlyList<string>> ListWaitingAsync(string subscriptionId, CancellationToken cancellationToken);

    /// <summary>Takes the right to send the events of a subject, until it is given back or its time is over.</summary>
    /// <returns>False while somebody else has it.</returns>
    Task<bool> TryLockAsync(string subscriptionId, string subject, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Gives it back.</summary>
    Task UnlockAsync(string subscriptionId, string subject, string owner, CancellationToken cancellationToken);

    /// <summary>Removes those that are not pending and whose event is older. May be repeated and cut at any point.</summary>
    /// <returns>How many.</returns>
    Task<int> RemoveAsync(string subscriptionId, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Removes all that is kept for a subscription, pending ones too. May be repeated and cut at any point.</summary>
    Task RemoveAllAsync(string subscriptionId, CancellationToken cancellationToken);

    /// <summary>Ids of the subscriptions for which anything is kept.</summary>
    Task<IReadOnlyList<string>> ListSubscriptionsAsync(CancellationToken cancellationToken);
}

/// <summary>Which deliveries to list; null means any.</summary>
/// <param name="State">Only in this state.</param>
/// <param name="From">Only of events from this instant on.</param>
/// <param name="To">Only of events before this instant.</param>
public sealed record DeliveryFilter(DeliveryState? State = null, DateTimeOffset? From = null, DateTimeOffset? To = null);
