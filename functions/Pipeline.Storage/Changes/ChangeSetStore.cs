using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Changes;

namespace Pipeline.Storage.Changes;

/// <summary>Change sets in Blob storage, gzip of JSON lines.</summary>
/// <remarks>Publishing sets metadata, which also makes the blob's time of modification that of the publication.</remarks>
public sealed class ChangeSetStore(BlobServiceClient blobs) : IChangeSetStore
{
    private const string Published = "published";
    private static readonly Dictionary<string, string> PublishedMark = new(StringComparer.Ordinal) { [Published] = "true" };
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(ChangeSetNames.Container);
    private bool created;

    /// <inheritdoc/>
    public IChangeSetWriter Begin(string blob, string localPath) => new ChangeSetWriter(container, blob, localPath);

    /// <inheritdoc/>
    public async Task<bool> PublishAsync(string blob, CancellationToken cancellationToken)
    {
        try
        {
            _ = await container.GetBlobClient(blob).SetMetadataAsync(PublishedMark, cancellationToken: cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredChangeSet> ListAsync(
        FeedId feed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!created)
        {
            _ = await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            created = true;
        }

        await foreach (BlobItem item in container.GetBlobsAsync(
            BlobTraits.Metadata, BlobStates.None, $"{feed}/", cancellationToken))
        {
            yield return new StoredChangeSet(
                item.Name, item.Properties.LastModified ?? default, item.Metadata?.ContainsKey(Published) is true);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ReadArticlesAsync(
        string blob, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (string line in ReadTextAsync(blob, cancellationToken))
        {
            if (JsonSerializer.Deserialize(line, ChangeJson.Default.Sku)?.Sku is { } sku)
            {
                yield return sku;
            }
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ChangeLine> ReadLinesAsync(string blob, CancellationToken cancellationToken) =>
        ReadTextAsync(blob, cancellationToken).Select(static line => JsonSerializer.Deserialize(line, ChangeJson.Default.ChangeLine)!);

    /// <inheritdoc/>
    public Task DeleteAsync(string blob, CancellationToken cancellationToken) =>
        container.GetBlobClient(blob).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    private async IAsyncEnumerable<string> ReadTextAsync(string blob, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using Stream content = await OpenAsync(blob, cancellationToken);
        await using var unpacked = new GZipStream(content, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            yield return line;
        }
    }

    private async Task<Stream> OpenAsync(string blob, CancellationToken cancellationToken)
    {
        try
        {
            Response<BlobDownloadStreamingResult> found =
                await container.GetBlobClient(blob).DownloadStreamingAsync(cancellationToken: cancellationToken);
            return found.Value.Content;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            throw new FileNotFoundException($"{ChangeSetNames.WithContainer(blob)} is gone.", blob, e);
        }
    }
}
