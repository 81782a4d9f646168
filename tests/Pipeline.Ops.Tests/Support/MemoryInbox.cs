using Pipeline.Core;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;

namespace Pipeline.Ops.Tests.Support;

/// <summary>Pushed messages in memory, and the queue on which they are handled.</summary>
public sealed class MemoryInbox(Reads reads) : IMessageInbox, IMessageErasure, IMessageQueue
{
    private readonly SortedDictionary<string, (PushedMessage Message, byte[]? Body)> all = new(StringComparer.Ordinal);

    public List<MessageRequest> Requests { get; } = [];

    public IEnumerable<PushedMessage> All => all.Values.Select(static one => one.Message);

    public Task AddAsync(PushedMessage notification, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        all[notification.Id] = (notification, body.ToArray());
        return Task.CompletedTask;
    }

    public Task<PushedMessage?> FindAsync(string id, CancellationToken cancellationToken) => reads.Count(all.TryGetValue(id, out var found) ? found.Message : null);

    public Task<StoredMessage?> OpenAsync(string id, bool isExpectedToWait, CancellationToken cancellationToken) =>
        reads.Count(all.TryGetValue(id, out var found) ? new StoredMessage(found.Message, found.Body) : null);

    public Task<byte[]?> ReadBodyAsync(string id, CancellationToken cancellationToken) => reads.Count(all.TryGetValue(id, out var found) ? found.Body : null);

    public Task AwaitOrdersAsync(PushedMessage notification, IReadOnlyList<string> numbers, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> SettleAsync(PushedMessage notification, DateTimeOffset? handledBefore, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task EndWaitingAsync(PushedMessage handled, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Page<PushedMessage>> ListAsync(MessageFilter filter, int limit, string? cursor, CancellationToken cancellationToken) => reads.Count(MemoryPage.Of(
        all.Values.Reverse().Select(static one => one.Message)
            .Where(message => (filter.State is null || message.State == filter.State) && (filter.Distributor is null || message.Distributor == filter.Distributor)
                && !(message.ReceivedAt < filter.From) && !(message.ReceivedAt >= filter.To) && filter.Includes(message)),
        limit,
        cursor));

    public Task<IReadOnlyList<string>> ListWaitingAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<ParkedMessage>> ListParkedAsync(CancellationToken cancellationToken) => reads.Count<IReadOnlyList<ParkedMessage>>([]);

    public Task<bool> EraseAsync(string id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        all[id] = (all[id].Message with { BodyErasedAt = at }, null);
        return Task.FromResult(true);
    }

    public Task SendAsync(MessageRequest request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        return Task.CompletedTask;
    }

    public Task<bool> IsEmptyAsync(CancellationToken cancellationToken) => Task.FromResult(true);
}
