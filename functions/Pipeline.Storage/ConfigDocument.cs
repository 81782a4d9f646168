using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Storage.Feeds;

namespace Pipeline.Storage;

/// <summary>One document in the container <c>config</c>, as text, replaced only by whoever knows what stands there.</summary>
/// <param name="blobs">The account.</param>
/// <param name="name">Name of the blob.</param>
internal sealed class ConfigDocument(BlobServiceClient blobs, string name)
{
    /// <summary>Version of a document that is not there.</summary>
    public const string NoVersion = "\"none\"";

    private volatile Content? last;

    private BlobClient Blob => blobs.GetBlobContainerClient(ConfigStore.Container).GetBlobClient(name);

    /// <summary>Reads it; what was read before is not fetched again while its entity tag holds.</summary>
    public async Task<Content> ReadAsync(CancellationToken cancellationToken)
    {
        Content? known = last;
        BlobDownloadOptions options = new()
        {
            Conditions = known is { Bytes: not null } ? new BlobRequestConditions { IfNoneMatch = new ETag(known.Version) } : null,
        };
        try
        {
            // What has not changed is no failure to the client, and its answer has no value.
            Response<BlobDownloadResult> answer = await Blob.DownloadContentAsync(options, cancellationToken);
            return answer.GetRawResponse().Status == 304
                ? known!
                : last = new Content(answer.Value.Content, answer.Value.Details.ETag.ToString("H"));
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return last = new Content(null, NoVersion);
        }
    }

    /// <summary>Writes it over the version that is named. May be repeated: what stands there as it is wanted counts as written.</summary>
    /// <returns>The new version; null when another one stands there.</returns>
    public async Task<string?> ReplaceAsync(BinaryData bytes, string version, CancellationToken cancellationToken)
    {
        BlobUploadOptions options = new()
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" },
            Conditions = version == NoVersion
                ? new BlobRequestConditions { IfNoneMatch = ETag.All }
                : new BlobRequestConditions { IfMatch = new ETag(version) },
        };
        try
        {
            return await WriteAsync(bytes, options, cancellationToken);
        }
        catch (RequestFailedException changed) when (changed.Status is 409 or 412 || changed.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            // The client repeats a write whose answer was lost, and then meets its own.
            Content there = await ReadAsync(cancellationToken);
            return there.Bytes?.ToMemory().Span.SequenceEqual(bytes.ToMemory().Span) is true ? there.Version : null;
        }
    }

    private async Task<string> WriteAsync(BinaryData bytes, BlobUploadOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return (await Blob.UploadAsync(bytes, options, cancellationToken)).Value.ETag.ToString("H");
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            _ = await blobs.GetBlobContainerClient(ConfigStore.Container).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            return (await Blob.UploadAsync(bytes, options, cancellationToken)).Value.ETag.ToString("H");
        }
    }

    /// <summary>A document as it was read.</summary>
    /// <param name="Bytes">The text in UTF-8; null when it is not there.</param>
    /// <param name="Version">Entity tag with its quotes.</param>
    internal sealed record Content(BinaryData? Bytes, string Version);
}
