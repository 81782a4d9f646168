using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Core.Distributors;

namespace Pipeline.Storage.Feeds;

/// <summary>Configuration that operators put into Blob storage: <c>config/{distributor}/{name}.json</c>.</summary>
public sealed class ConfigStore(BlobServiceClient blobs) : IConfigDocumentStore
{
    /// <summary>Name of the container.</summary>
    public const string Container = "config";

    /// <inheritdoc />
    public string? Read(string distributor, string name)
    {
        try
        {
            return Find(distributor, name).DownloadContent().Value.Content.ToString();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public async Task<string?> ReadAsync(string distributor, string name, CancellationToken cancellationToken)
    {
        try
        {
            Response<BlobDownloadResult> found = await Find(distributor, name).DownloadContentAsync(cancellationToken);
            return found.Value.Content.ToString();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private BlobClient Find(string distributor, string name) =>
        blobs.GetBlobContainerClient(Container).GetBlobClient($"{distributor}/{name}.json");
}
