using Azure.Storage.Blobs;

namespace Pipeline.LocalHost.Blobs;

/// <summary>Remembers which versions of which blobs were handed over, across runs of the host.</summary>
/// <remarks>
/// An empty blob per version at
/// <c>azure-webjobs-hosts/blobreceipts/{hostId}/{function}/{etag}/{container}/{blob}</c>, written after the message was
/// sent: dying between the two sends it again.
/// </remarks>
internal sealed class BlobReceipts(BlobContainerClient hosts, string hostId, string storageName)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private bool _isLoaded;

    /// <summary>Whether this version was handed over before.</summary>
    public async Task<bool> ContainsAsync(string container, string blob, string etag, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return _known.Contains(Path(container, blob, etag));
    }

    /// <summary>Notes that this version was handed over.</summary>
    public async Task AddAsync(string container, string blob, string etag, CancellationToken cancellationToken)
    {
        string path = Path(container, blob, etag);
        await hosts.GetBlobClient(path).UploadAsync(BinaryData.FromString(string.Empty), overwrite: true, cancellationToken);
        _known.Add(path);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (_isLoaded)
        {
            return;
        }

        await foreach (Azure.Storage.Blobs.Models.BlobItem receipt in hosts.GetBlobsAsync(
            new Azure.Storage.Blobs.Models.GetBlobsOptions { Prefix = $"blobreceipts/{hostId}/{storageName}/" }, cancellationToken))
        {
            _known.Add(receipt.Name);
        }

        _isLoaded = true;
    }

    private string Path(string container, string blob, string etag) =>
        $"blobreceipts/{hostId}/{storageName}/{etag.Trim('"')}/{container}/{blob}";
}
