namespace Pipeline.Core.Subscriptions;

/// <summary>Keeps subscriptions, and how far events have been told.</summary>
public interface ISubscriptionStore
{
    /// <summary>All of them, oldest first.</summary>
    Task<IReadOnlyList<Subscription>> ListAsync(CancellationToken cancellationToken);

    /// <summary>One; null when there is none.</summary>
    Task<Subscription?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Stores a new one. May be repeated.</summary>
    Task AddAsync(Subscription subscription, CancellationToken cancellationToken);

    /// <summary>Changes one; null when there is none.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="change">Must have no other effect: it may be called several times.</param>
    /// <param name="cancellationToken">Gives up; the change may have been made.</param>
    Task<Subscription?> UpdateAsync(string id, Func<Subscription, Subscription> change, CancellationToken cancellationToken);

    /// <summary>Removes one. May be repeated.</summary>
    Task RemoveAsync(string id, CancellationToken cancellationToken);

    /// <summary>Up to which event a subject has been told; 0 for none.</summary>
    Task<long> ReadToldAsync(string subject, CancellationToken cancellationToken);

    /// <summary>Notes up to which event a subject has been told; never goes back.</summary>
    Task WriteToldAsync(string subject, long sequence, CancellationToken cancellationToken);
}
