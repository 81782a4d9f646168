using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Core.Flows;

namespace Pipeline.Storage.Exchanges;

/// <summary>Bodies of exchanges: gzipped in the row up to 24 KiB, else in blobs <c>{yyyy}/{MM}/{dd}/{id}-{request|response}.gz</c>.</summary>
/// <remarks>Named by the id, so that what is recorded again replaces what a crash left.</remarks>
internal sealed class ExchangeBodyStore(BlobServiceClient blobs)
{
    /// <summary>Largest packed body that stands in its row, in bytes.</summary>
    public const int RowBodyLimit = 24 * 1024;

    private readonly StorageContainer container = new(blobs, StorageNames.ExchangesContainer);

    /// <summary>Puts a body into a row that is not written yet; a large one is durable in its blob when this returns.</summary>
    public async Task PackAsync(
        TableEntity row, string id, string column, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        byte[] packed = GzipBytes.Pack(body.Span);
        if (packed.Length <= RowBodyLimit)
        {
            row[column] = packed;
            return;
        }

        string name = NameOf(id, column);
        await container.UploadAsync(name, packed, cancellationToken);
        row[$"{column}Blob"] = name;
    }

    /// <summary>The body of a row; null when it was erased or its blob is gone.</summary>
    public async Task<byte[]?> UnpackAsync(TableEntity row, string column, CancellationToken cancellationToken)
    {
        if (row.GetBinary(column) is { } packed)
        {
            return GzipBytes.Unpack(packed);
        }

        return row.GetString($"{column}Blob") is { } name ? await container.ReadAsync(name, cancellationToken) : null;
    }

    /// <summary>Removes the blobs that a row names. May be repeated.</summary>
    public async Task RemoveAsync(TableEntity row, CancellationToken cancellationToken)
    {
        foreach (string column in (string[])[ExchangeRow.RequestBlobColumn, ExchangeRow.ResponseBlobColumn])
        {
            if (row.GetString(column) is { } name)
            {
                await container.RemoveAsync(name, cancellationToken);
            }
        }
    }

    /// <summary>Removes the blob that a body would have, whether a row names it or not. May be repeated.</summary>
    public Task RemoveAsync(string id, string column, CancellationToken cancellationToken) =>
        container.RemoveAsync(NameOf(id, column), cancellationToken);

    /// <summary>Removes what crashes have left from days before a time; the rows of those days are gone already.</summary>
    public async Task RemoveLeftAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        string end = DayOf(before);
        try
        {
            // Names sort by day: the first that is young enough ends the search.
            await foreach (BlobItem blob in container.Client.GetBlobsAsync(cancellationToken: cancellationToken))
            {
                if (string.CompareOrdinal(blob.Name, end) >= 0)
                {
                    return;
                }

                await container.RemoveAsync(blob.Name, cancellationToken);
            }
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // There is no container, so nothing was left.
        }
    }

    private static string NameOf(string id, string column) =>
        $"{DayOf(ExecutionId.TimeOf(id))}{id}-{column.ToLowerInvariant()}.gz";

    private static string DayOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy'/'MM'/'dd'/'", CultureInfo.InvariantCulture);
}
