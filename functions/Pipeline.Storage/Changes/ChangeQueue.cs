using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Pipeline.Core.Feeds.Changes;

namespace Pipeline.Storage.Changes;

/// <summary>Announcements on the queue <c>catalog-changes</c>, base64 as the Functions host reads them.</summary>
/// <param name="service">The storage account's queues.</param>
/// <param name="timeToLive">How long an announcement waits for a reader: no longer than its change set is kept.</param>
public sealed class ChangeQueue(QueueServiceClient service, TimeSpan timeToLive) : IChangeQueue
{
    /// <inheritdoc/>
    public async Task AnnounceAsync(ChangeAnnouncement announcement, CancellationToken cancellationToken)
    {
        QueueClient queue = service.GetQueueClient(StorageNames.CatalogChangesQueue);
        string message = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(announcement, ChangeJson.Default.ChangeAnnouncement));
        try
        {
            _ = await queue.SendMessageAsync(message, timeToLive: timeToLive, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            _ = await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            _ = await queue.SendMessageAsync(message, timeToLive: timeToLive, cancellationToken: cancellationToken);
        }
    }
}
