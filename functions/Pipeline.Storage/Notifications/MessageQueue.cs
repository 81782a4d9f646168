using Azure.Storage.Queues;
using Pipeline.Core.Notifications.Handling;

namespace Pipeline.Storage.Notifications;

/// <summary>Sends requests to the queue <c>notifications</c>.</summary>
public sealed class MessageQueue(QueueServiceClient service) : IMessageQueue
{
    private readonly StorageQueue queue = new(service, StorageNames.NotificationsQueue);

    /// <inheritdoc />
    public Task SendAsync(MessageRequest request, CancellationToken cancellationToken) =>
        queue.SendAsync(request, MessageJson.Default.MessageRequest, cancellationToken);

    /// <inheritdoc />
    /// <remarks>The host hides what is at work for ten minutes, and a host that was killed leaves it hidden.</remarks>
    public Task<bool> IsEmptyAsync(CancellationToken cancellationToken) => queue.IsEmptyAsync(cancellationToken);
}
