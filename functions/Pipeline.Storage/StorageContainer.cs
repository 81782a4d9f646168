using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Pipeline.Storage;

/// <summary>A container of gzipped documents. It is created when the first document finds none.</summary>
internal sealed class StorageContainer(BlobServiceClient service, string name)
{
    /// <summary>For lists.</summary>
    public BlobContainerClient Client { get; } = service.GetBlobContainerClient(name);

    /// <summary>Writes a document that is packed already, over what stands there; visible whole or not at all.</summary>
    public async Task UploadAsync(string blob, byte[] packed, CancellationToken cancellationToken)
    {
        BlobClient client = Client.GetBlobClient(blob);
        try
        {
            _ = await client.UploadAsync(new BinaryData(packed), overwrite: true, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            _ = await Client.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            _ = await client.UploadAsync(new BinaryData(packed), overwrite: true, cancellationToken);
        }
    }

    /// <summary>Reads a document, unpacked; null when it is not there.</summary>
    public async Task<byte[]?> ReadAsync(string blob, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult found = await Client.GetBlobClient(blob).DownloadContentAsync(cancellationToken);
            return GzipBytes.Unpack(found.Content.ToArray());
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Removes a document. May be repeated.</summary>
    public async Task RemoveAsync(string blob, CancellationToken cancellationToken)
    {
        try
        {
            _ = await Client.DeleteBlobIfExistsAsync(blob, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // There is no container, so there is no blob.
        }
    }
}
