using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Pipeline.Storage;

/// <summary>Keeps a document of any size with a row: gzipped in columns of it, or, above their room, in a blob it names.</summary>
/// <remarks>
/// Columns <c>Record0</c> to <c>Record14</c> hold 60 KiB each, so that the row stays below the service's 1 MiB. A blob is
/// written before the row that names it and removed after that row is gone; give each writing a name of its own, so that
/// removing one never takes away what another row names.
/// </remarks>
internal sealed class RowDocumentStore(BlobServiceClient blobs, string containerName)
{
    /// <summary>Most bytes of one column; the service allows 64 KiB.</summary>
    public const int ColumnBytes = 60 * 1024;

    /// <summary>Most packed bytes that stand in the row.</summary>
    public const int RowBytes = ColumnLimit * ColumnBytes;

    /// <summary>A blob this old that no row names was left by a crash: nobody is about to write its row any more.</summary>
    public static readonly TimeSpan LeftAge = TimeSpan.FromHours(1);

    private const int ColumnLimit = 15;
    private const string BlobColumn = "RecordBlob";

    private readonly StorageContainer container = new(blobs, containerName);

    /// <summary>Puts a document into a row that is not written yet.</summary>
    /// <param name="row">Gets the columns.</param>
    /// <param name="blob">Name of the blob, should one be needed; nobody else's.</param>
    /// <param name="document">The document.</param>
    /// <param name="cancellationToken">Gives up; the blob may have been written.</param>
    /// <returns>Name of the blob that was written, or null when there is none.</returns>
    public async Task<string?> PackAsync(TableEntity row, string blob, byte[] document, CancellationToken cancellationToken)
    {
        byte[] packed = GzipBytes.Pack(document);
        if (packed.Length > RowBytes)
        {
            await container.UploadAsync(blob, packed, cancellationToken);
            row[BlobColumn] = blob;
            return blob;
        }

        int column = 0;
        foreach (byte[] part in packed.Chunk(ColumnBytes))
        {
            row[NameOf(column++)] = part;
        }

        return null;
    }

    /// <summary>The document of a row, or null when its blob is gone: the row has been replaced since it was read.</summary>
    public async Task<byte[]?> UnpackAsync(TableEntity row, CancellationToken cancellationToken)
    {
        if (BlobOf(row) is { } blob)
        {
            return await container.ReadAsync(blob, cancellationToken);
        }

        using MemoryStream parts = new();
        for (int column = 0; row.GetBinary(NameOf(column)) is { } part; column++)
        {
            parts.Write(part);
        }

        return GzipBytes.Unpack(parts.ToArray());
    }

    /// <summary>Name of the blob that holds a row's document, or null.</summary>
    public static string? BlobOf(TableEntity row) => row.GetString(BlobColumn);

    /// <summary>Removes a blob that no row names any more; null for none. May be repeated.</summary>
    public Task RemoveAsync(string? blob, CancellationToken cancellationToken) =>
        blob is null ? Task.CompletedTask : container.RemoveAsync(blob, cancellationToken);

    /// <summary>Names of the blobs in a folder; none when there is no container.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancellationToken)
    {
        List<string> names = [];
        try
        {
            await foreach (BlobItem blob in container.Client.GetBlobsAsync(new GetBlobsOptions { Prefix = folder }, cancellationToken))
            {
                names.Add(blob.Name);
            }
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // No document was ever that large.
        }

        return names;
    }

    /// <summary>Removes what crashes have left in a folder.</summary>
    /// <param name="folder">Beginning of the names.</param>
    /// <param name="keep">The blob that a row names now, or null.</param>
    /// <param name="before">Younger blobs stay: somebody may be about to write the row that names them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task RemoveLeftAsync(string folder, string? keep, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await foreach (BlobItem blob in container.Client.GetBlobsAsync(new GetBlobsOptions { Prefix = folder }, cancellationToken))
        {
            if (blob.Name != keep && blob.Properties.LastModified < before)
            {
                await RemoveAsync(blob.Name, cancellationToken);
            }
        }
    }

    private static string NameOf(int column) => string.Create(CultureInfo.InvariantCulture, $"Record{column}");
}
