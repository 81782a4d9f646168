using Pipeline.Core;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Inbox;

namespace Pipeline.Faults.Notifications;

/// <summary>An inbox around another, in which a mutant changes one thing.</summary>
public abstract class InboxAround(IMessageInbox inbox) : IMessageInbox
{
    /// <inheritdoc />
    public virtual Task AddAsync(PushedMessage notification, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        inbox.AddAsync(notification, body, cancellationToken);

    /// <inheritdoc />
    public Task<PushedMessage?> FindAsync(string id, CancellationToken cancellationToken) => inbox.FindAsync(id, cancellationToken);

    /// <inheritdoc />
    public Task<StoredMessage?> OpenAsync(string id, bool isExpectedToWait, CancellationToken cancellationToken) =>
        inbox.OpenAsync(id, isExpectedToWait, cancellationToken);

    /// <inheritdoc />
    public Task<byte[]?> ReadBodyAsync(string id, CancellationToken cancellationToken) => inbox.ReadBodyAsync(id, cancellationToken);

    /// <inheritdoc />
    public virtual Task AwaitOrdersAsync(
        PushedMessage notification, IReadOnlyList<string> numbers, CancellationToken cancellationToken) =>
        inbox.AwaitOrdersAsync(notification, numbers, cancellationToken);

    /// <inheritdoc />
    public virtual Task<bool> SettleAsync(
        PushedMessage notification, DateTimeOffset? handledBefore, CancellationToken cancellationToken) =>
        inbox.SettleAsync(notification, handledBefore, cancellationToken);

    /// <inheritdoc />
    public Task EndWaitingAsync(PushedMessage handled, CancellationToken cancellationToken) =>
        inbox.EndWaitingAsync(handled, cancellationToken);

    /// <inheritdoc />
    public Task<Page<PushedMessage>> ListAsync(
        MessageFilter filter, int limit, string? cursor, CancellationToken cancellationToken) =>
        inbox.ListAsync(filter, limit, cursor, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> ListWaitingAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken) =>
        inbox.ListWaitingAsync(since, limit, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<ParkedMessage>> ListParkedAsync(CancellationToken cancellationToken) =>
        inbox.ListParkedAsync(cancellationToken);
}
