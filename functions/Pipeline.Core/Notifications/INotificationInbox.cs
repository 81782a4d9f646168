namespace Pipeline.Core.Notifications;

/// <summary>Keeps pushed messages with their bodies.</summary>
public interface INotificationInbox
{
    /// <summary>Stores a message. When this returns, it survives the loss of the process.</summary>
    /// <remarks>
    /// A message in the state accepted waits for its turn and is announced on the queue; if that fails,
    /// <see cref="ListWaitingAsync"/> finds it. May be repeated with the same id.
    /// </remarks>
    Task AddAsync(Notification notification, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);

    /// <summary>The message, or null.</summary>
    Task<Notification?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>The body as received, or null when the message or its body is not there.</summary>
    Task<byte[]?> ReadBodyAsync(string id, CancellationToken cancellationToken);

    /// <summary>Records what became of a message, so that it waits no longer. May be repeated.</summary>
    /// <param name="notification">The message in its new state.</param>
    /// <param name="waitsFor">Order numbers that a parked message may be joined by; empty for all others.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="KeyNotFoundException">There is no such message.</exception>
    Task SettleAsync(Notification notification, IReadOnlyList<string> waitsFor, CancellationToken cancellationToken);

    /// <summary>Ends the waiting of a message that is handled: its settling broke off half way. May be repeated.</summary>
    Task EndWaitingAsync(string id, CancellationToken cancellationToken);

    /// <summary>A page of messages, latest first.</summary>
    /// <exception cref="FormatException">The cursor is not from this list.</exception>
    Task<NotificationPage> ListAsync(
        NotificationFilter filter, int limit, string? cursor, CancellationToken cancellationToken);

    /// <summary>Ids of messages that have waited for their turn since a time or longer, oldest first.</summary>
    Task<IReadOnlyList<string>> ListWaitingAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken);

    /// <summary>The messages that wait for an order.</summary>
    Task<IReadOnlyList<ParkedNotification>> ListParkedAsync(CancellationToken cancellationToken);
}
