using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Storage.Feeds;

/// <summary>Landed files and findings reports in Blob storage.</summary>
public sealed class LandingStore(BlobServiceClient blobs) : ILandingStore
{
    private readonly BlobContainerClient landing = blobs.GetBlobContainerClient(LandingNames.Container);
    private readonly BlobContainerClient reports = blobs.GetBlobContainerClient(FeedKeys.Reports);

    /// <inheritdoc/>
    public async Task LandAsync(FeedFile file, string localPath, CancellationToken cancellationToken)
    {
        _ = await landing.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        // Blocks are staged first and the list is committed with the metadata at the end: nobody sees a part of the file.
        await using FileStream stream = File.OpenRead(localPath);
        _ = await landing.GetBlobClient(file.Blob).UploadAsync(
            stream, new BlobUploadOptions { Metadata = LandingMetadata.Of(file) }, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<FeedFile?> FindAsync(string blob, CancellationToken cancellationToken)
    {
        if (!LandingNames.TryGetFeed(blob, out FeedId feed))
        {
            return null;
        }

        try
        {
            Response<BlobProperties> found = await landing.GetBlobClient(blob).GetPropertiesAsync(
                cancellationToken: cancellationToken);
            BlobProperties p = found.Value;
            return LandingMetadata.Read(feed, blob, p.ContentLength, p.LastModified, p.Metadata);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<string> DownloadAsync(string blob, string localPath, CancellationToken cancellationToken)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(localPath)!);
        try
        {
            using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Response<BlobDownloadStreamingResult> source =
                await landing.GetBlobClient(blob).DownloadStreamingAsync(cancellationToken: cancellationToken);
            await using Stream content = source.Value.Content;
            await using FileStream target = File.Create(localPath, 1, FileOptions.Asynchronous);
            byte[] buffer = new byte[1 << 20];
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
            {
                sha256.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            return Convert.ToHexStringLower(sha256.GetHashAndReset());
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            throw new FileNotFoundException($"{LandingNames.WithContainer(blob)} is gone.", blob, e);
        }
    }

    /// <inheritdoc/>
    public void RemoveLocal(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<FeedFile> ListAsync(
        FeedId feed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _ = await landing.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await foreach (BlobItem item in landing.GetBlobsAsync(
            BlobTraits.Metadata, BlobStates.None, $"{feed}/", cancellationToken))
        {
            yield return LandingMetadata.Read(
                feed,
                item.Name,
                item.Properties.ContentLength ?? 0,
                item.Properties.LastModified ?? default,
                item.Metadata);
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string blob, CancellationToken cancellationToken) =>
        landing.GetBlobClient(blob).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    /// <inheritdoc/>
    public async Task<string> SaveReportAsync(
        string executionId, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        _ = await reports.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        string name = string.Create(CultureInfo.InvariantCulture, $"{executionId}.csv");
        await using Stream stream = await reports.GetBlobClient(name).OpenWriteAsync(
            overwrite: true,
            new BlobOpenWriteOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "text/csv; charset=utf-8" } },
            cancellationToken);
        await write(stream, cancellationToken);
        return name;
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenReportAsync(string report, CancellationToken cancellationToken)
    {
        try
        {
            Response<BlobDownloadStreamingResult> found =
                await reports.GetBlobClient(report).DownloadStreamingAsync(cancellationToken: cancellationToken);
            return found.Value.Content;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }
}
