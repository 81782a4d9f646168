using Azure.Storage.Queues;
using Pipeline.Core.Feeds.Importing;

namespace Pipeline.Storage.Feeds;

/// <summary>Requests for imports on the queue <c>feed-files</c>.</summary>
public sealed class FeedImportQueue(QueueServiceClient service) : IFeedImportQueue
{
    private readonly StorageQueue queue = new(service, StorageNames.FeedFilesQueue);

    /// <inheritdoc/>
    public Task SendAsync(FeedImportRequest request, CancellationToken cancellationToken) =>
        queue.SendAsync(request, FeedJson.Default.FeedImportRequest, cancellationToken);
}
