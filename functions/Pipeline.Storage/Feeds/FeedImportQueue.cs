using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Pipeline.Core.Feeds;

namespace Pipeline.Storage.Feeds;

/// <summary>Requests for imports on the queue <c>feed-files</c>, base64 as the Functions host reads them.</summary>
public sealed class FeedImportQueue(QueueServiceClient service) : IFeedImportQueue
{
    /// <inheritdoc/>
    public async Task SendAsync(FeedImportRequest request, CancellationToken cancellationToken)
    {
        QueueClient queue = service.GetQueueClient(StorageNames.FeedFilesQueue);
        string json = JsonSerializer.Serialize(request, FeedJson.Default.FeedImportRequest);
        string message = Convert.ToBase64String(Encoding.UTF8.GetBytes(json));
        try
        {
            _ = await queue.SendMessageAsync(message, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            _ = await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            _ = await queue.SendMessageAsync(message, cancellationToken);
        }
    }
}
