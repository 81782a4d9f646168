using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Pipeline.Storage.Feeds;

/// <summary>Configuration that operators put into Blob storage: <c>config/{distributor}/{name}.json</c>.</summary>
public sealed class ConfigStore(BlobServiceClient blobs)
{
    /// <summary>Name of the container.</summary>
    public const string Container = "config";

    /// <summary>Reads a document; null when there is none.</summary>
    public async Task<string?> ReadAsync(string distributor, string name, CancellationToken cancellationToken)
    {
        BlobClient blob = blobs.GetBlobContainerClient(Container).GetBlobClient($"{distributor}/{name}.json");
        try
        {
            Response<BlobDownloadResult> found = await blob.DownloadContentAsync(cancellationToken);
            return found.Value.Content.ToString();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }
}
