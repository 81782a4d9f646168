using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Functions.Feeds;

/// <summary>Brings landed files into the catalogue: at the blob's event, or when the queue asks for it.</summary>
public sealed class NormaliseFeed(FeedImport import)
{
    /// <summary>A file has landed.</summary>
    [Function("NormaliseFeed")]
    public Task OnBlobAsync(
        [BlobTrigger(LandingNames.Container + "/{name}", Connection = "AzureWebJobsStorage", Source = BlobTriggerSource.EventGrid)]
        BlobClient blob,
        CancellationToken cancellationToken) =>
        import.RunAsync(new FeedImportRequest(blob.Name, null, Rollback: false), cancellationToken);

    /// <summary>A file is asked for: approved, rolled back to, or found by the sweep.</summary>
    [Function("NormaliseFeedOnRequest")]
    public Task OnRequestAsync(
        [QueueTrigger(FeedQueues.Files, Connection = "AzureWebJobsStorage")] FeedImportRequest request,
        CancellationToken cancellationToken) =>
        import.RunAsync(request, cancellationToken);
}

/// <summary>Names of the queues of this folder.</summary>
internal static class FeedQueues
{
    /// <summary>Requests to import a landed file.</summary>
    public const string Files = Storage.StorageNames.FeedFilesQueue;
}
