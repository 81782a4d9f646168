using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Pipeline.Core.Notifications;

namespace Pipeline.Storage.Notifications;

/// <summary>Sends requests to the queue <c>notifications</c>, base64 as the Functions host reads them.</summary>
/// <remarks>The queue is created when the first message finds none.</remarks>
public sealed class NotificationQueue(QueueServiceClient service) : INotificationQueue
{
    private readonly QueueClient queue = service.GetQueueClient(StorageNames.NotificationsQueue);

    /// <inheritdoc />
    public async Task SendAsync(NotificationRequest request, CancellationToken cancellationToken)
    {
        string text = Convert.ToBase64String(
            JsonSerializer.SerializeToUtf8Bytes(request, NotificationJson.Default.NotificationRequest));
        try
        {
            _ = await queue.SendMessageAsync(text, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            _ = await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            _ = await queue.SendMessageAsync(text, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        try
        {
            // The host hides what is at work for ten minutes, and a host that was killed leaves it hidden.
            return (await queue.PeekMessagesAsync(1, cancellationToken)).Value.Length == 0;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return true;
        }
    }
}
