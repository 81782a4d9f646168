using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;

namespace Pipeline.Core.Tests.Orders.Life;

/// <summary>Parked messages, and the queue they are announced on.</summary>
internal sealed class InboxInMemory : IMessageInbox, IMessageQueue
{
    public List<ParkedMessage> Parked { get; } = [];

    public List<MessageRequest> Announced { get; } = [];

    public Task<IReadOnlyList<ParkedMessage>> ListParkedAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ParkedMessage>>(Parked);

    public Task SendAsync(MessageRequest request, CancellationToken cancellationToken)
    {
        Announced.Add(request);
        return Task.CompletedTask;
    }

    public Task<bool> IsEmptyAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    public Task AddAsync(PushedMessage notification, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<PushedMessage?> FindAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StoredMessage?> OpenAsync(string id, bool isExpectedToWait, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<byte[]?> ReadBodyAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task AwaitOrdersAsync(PushedMessage notification, IReadOnlyList<string> numbers, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> SettleAsync(PushedMessage notification, DateTimeOffset? handledBefore, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task EndWaitingAsync(PushedMessage handled, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Page<PushedMessage>> ListAsync(MessageFilter filter, int limit, string? cursor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<string>> ListWaitingAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
