using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Core.Notifications;

namespace Pipeline.Storage.Notifications;

/// <summary>Bodies too large for a row: gzipped blobs <c>{distributor}/{yyyy}/{MM}/{dd}/{sha256}.xml.gz</c>.</summary>
/// <remarks>Named by content, so that a push repeated after a crash finds the blob of the first try and adopts it.</remarks>
internal sealed class MessageBodyStore(BlobServiceClient blobs)
{
    private readonly StorageContainer container = new(blobs, StorageNames.NotificationsContainer);

    /// <summary>Writes a body, visible whole or not at all.</summary>
    /// <returns>Name of the blob.</returns>
    public async Task<string> WriteAsync(PushedMessage notification, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        string name = string.Create(
            CultureInfo.InvariantCulture,
            $"{notification.Distributor}/{notification.ReceivedAt.UtcDateTime:yyyy'/'MM'/'dd}/{notification.Sha256}.xml.gz");
        // The same name means the same bytes: writing over it changes nothing.
        await container.UploadAsync(name, GzipBytes.Pack(body.Span), cancellationToken);
        return name;
    }

    /// <summary>Reads a body, or null when it is not there.</summary>
    public Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken) => container.ReadAsync(name, cancellationToken);

    /// <summary>Removes one body. May be repeated.</summary>
    public Task RemoveAsync(string name, CancellationToken cancellationToken) => container.RemoveAsync(name, cancellationToken);

    /// <summary>Removes the bodies of earlier days, also those that no row ever named. May be repeated.</summary>
    /// <param name="day">Bodies of this day and later ones stay.</param>
    /// <param name="kept">Names that stay whatever their day.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task RemoveAsync(DateTimeOffset day, IReadOnlySet<string> kept, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (BlobHierarchyItem folder in container.Client.GetBlobsByHierarchyAsync(
                new GetBlobsByHierarchyOptions { Delimiter = "/" }, cancellationToken))
            {
                if (folder.IsPrefix)
                {
                    await RemoveAsync(folder.Prefix, day, kept, cancellationToken);
                }
            }
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // There is no container, so there is no body.
        }
    }

    private async Task RemoveAsync(string folder, DateTimeOffset day, IReadOnlySet<string> kept, CancellationToken cancellationToken)
    {
        string end = string.Create(CultureInfo.InvariantCulture, $"{folder}{day.UtcDateTime:yyyy'/'MM'/'dd'/'}");
        await foreach (BlobItem blob in container.Client.GetBlobsAsync(new GetBlobsOptions { Prefix = folder }, cancellationToken))
        {
            // Names sort by day: the first that is young enough ends the search.
            if (string.CompareOrdinal(blob.Name, end) >= 0)
            {
                return;
            }

            if (!kept.Contains(blob.Name))
            {
                await container.RemoveAsync(blob.Name, cancellationToken);
            }
        }
    }
}
