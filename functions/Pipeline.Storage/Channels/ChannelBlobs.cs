using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Pipeline.Storage.Channels;

/// <summary>The container of what is kept for the calls of channels. It is created when the first blob finds none.</summary>
internal sealed class ChannelBlobs(BlobServiceClient service)
{
    private readonly BlobContainerClient container = service.GetBlobContainerClient("channels");

    public BlobClient Find(string name) => container.GetBlobClient(name);

    /// <summary>Writes a blob.</summary>
    /// <exception cref="RequestFailedException">409 or 412: another one stands there than the conditions want.</exception>
    public async Task WriteAsync(BlobClient blob, BinaryData content, BlobUploadOptions options, CancellationToken cancellationToken)
    {
        try
        {
            _ = await blob.UploadAsync(content, options, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            _ = await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            _ = await blob.UploadAsync(content, options, cancellationToken);
        }
    }
}
