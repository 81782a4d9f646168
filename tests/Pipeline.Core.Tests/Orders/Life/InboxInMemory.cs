using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;

namespace Pipeline.Core.Tests.Orders.Life;

/// <summary>Parked messages, and the queue they are announced on.</summary>
internal sealed class InboxInMemory : INotificationInbox, INotificationQueue
{
    public List<ParkedNotification> Parked { get; } = [];

    public List<NotificationRequest> Announced { get; } = [];

    public Task<IReadOnlyList<ParkedNotification>> ListParkedAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ParkedNotification>>(Parked);

    public Task SendAsync(NotificationRequest request, CancellationToken cancellationToken)
    {
        Announced.Add(request);
        return Task.CompletedTask;
    }

    public Task<bool> IsEmptyAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    public Task AddAsync(Notification notification, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Notification?> FindAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StoredNotification?> OpenAsync(string id, bool isExpectedToWait, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<byte[]?> ReadBodyAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task AwaitOrdersAsync(Notification notification, IReadOnlyList<string> numbers, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> SettleAsync(Notification notification, DateTimeOffset? handledBefore, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task EndWaitingAsync(Notification handled, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Page<Notification>> ListAsync(NotificationFilter filter, int limit, string? cursor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<string>> ListWaitingAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
