using Pipeline.Core;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Inbox;

namespace Pipeline.Faults.Notifications;

/// <summary>An inbox around another, in which a mutant changes one thing.</summary>
public abstract class InboxAround(INotificationInbox inbox) : INotificationInbox
{
    /// <inheritdoc />
    public virtual Task AddAsync(Notification notification, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        inbox.AddAsync(notification, body, cancellationToken);

    /// <inheritdoc />
    public Task<Notification?> FindAsync(string id, CancellationToken cancellationToken) => inbox.FindAsync(id, cancellationToken);

    /// <inheritdoc />
    public Task<StoredNotification?> OpenAsync(string id, bool isExpectedToWait, CancellationToken cancellationToken) =>
        inbox.OpenAsync(id, isExpectedToWait, cancellationToken);

    /// <inheritdoc />
    public Task<byte[]?> ReadBodyAsync(string id, CancellationToken cancellationToken) => inbox.ReadBodyAsync(id, cancellationToken);

    /// <inheritdoc />
    public virtual Task AwaitOrdersAsync(
        Notification notification, IReadOnlyList<string> numbers, CancellationToken cancellationToken) =>
        inbox.AwaitOrdersAsync(notification, numbers, cancellationToken);

    /// <inheritdoc />
    public virtual Task<bool> SettleAsync(
        Notification notification, DateTimeOffset? handledBefore, CancellationToken cancellationToken) =>
        inbox.SettleAsync(notification, handledBefore, cancellationToken);

    /// <inheritdoc />
    public Task EndWaitingAsync(Notification handled, CancellationToken cancellationToken) =>
        inbox.EndWaitingAsync(handled, cancellationToken);

    /// <inheritdoc />
    public Task<Page<Notification>> ListAsync(
        NotificationFilter filter, int limit, string? cursor, CancellationToken cancellationToken) =>
        inbox.ListAsync(filter, limit, cursor, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> ListWaitingAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken) =>
        inbox.ListWaitingAsync(since, limit, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<ParkedNotification>> ListParkedAsync(CancellationToken cancellationToken) =>
        inbox.ListParkedAsync(cancellationToken);
}
