using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Core.Channels;

namespace Pipeline.Storage.Channels;

/// <summary>The lists of channels: a blob <c>vocabulary/{store}/{name}</c> each, gzipped, with the time of its asking in its metadata.</summary>
public sealed class VocabularyStore(BlobServiceClient service) : IVocabularyStore
{
    private const string FetchedAt = "fetched";

    private readonly ChannelBlobs blobs = new(service);

    /// <inheritdoc/>
    public async Task<VocabularyDocument?> FindAsync(string store, string name, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult found = await blobs.Find(NameOf(store, name)).DownloadContentAsync(cancellationToken);
            DateTimeOffset at = found.Details.Metadata.TryGetValue(FetchedAt, out string? text)
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
                    ? time
                    : DateTimeOffset.MinValue;
            return new VocabularyDocument(at, GzipBytes.Unpack(found.Content.ToArray()));
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task SaveAsync(string store, string name, VocabularyDocument document, CancellationToken cancellationToken) => blobs.WriteAsync(
        blobs.Find(NameOf(store, name)),
        new BinaryData(GzipBytes.Pack(document.Content.ToArray())),
        new BlobUploadOptions
        {
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [FetchedAt] = document.FetchedAt.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture) },
        },
        cancellationToken);

    private static string NameOf(string store, string name) => $"vocabulary/{store}/{name}";
}
