using System.Globalization;
using System.IO.Compression;
using System.Text;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Pipeline.Functions.Tests.Support;

/// <summary>Looks for texts in everything that a storage account holds, also packed, encoded and without accents.</summary>
public static class StorageScan
{
    private const int LayerLimit = 4;

    /// <summary>Where each text was found: table row and column, blob, or queue.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(string connection, params string[] texts)
    {
        string[] wanted = [.. texts.Select(Fold)];
        List<string> found = [];
        await foreach ((string place, byte[] bytes) in ReadAsync(connection))
        {
            string[] layers = [.. Layers(bytes, LayerLimit).Select(Fold)];
            found.AddRange(wanted.Where(text => layers.Any(layer => layer.Contains(text, StringComparison.Ordinal)))
                .Select(text => $"{place}: {text}"));
        }

        return found;
    }

    private static async IAsyncEnumerable<(string Place, byte[] Bytes)> ReadAsync(string connection)
    {
        TableServiceClient tables = new(connection);
        await foreach (TableItem item in tables.QueryAsync())
        {
            await foreach (TableEntity row in tables.GetTableClient(item.Name).QueryAsync<TableEntity>())
            {
                yield return ($"{item.Name} {row.PartitionKey} {row.RowKey}", Encoding.UTF8.GetBytes(row.PartitionKey + " " + row.RowKey));
                foreach ((string column, object? value) in row)
                {
                    byte[] bytes = value as byte[] ?? Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture)!);
                    yield return ($"{item.Name} {row.PartitionKey} {row.RowKey} {column}", bytes);
                }
            }
        }

        BlobServiceClient blobs = new(connection);
        await foreach (BlobContainerItem container in blobs.GetBlobContainersAsync())
        {
            BlobContainerClient client = blobs.GetBlobContainerClient(container.Name);
            await foreach (BlobItem blob in client.GetBlobsAsync(
                new GetBlobsOptions { Traits = BlobTraits.Metadata, States = BlobStates.All }))
            {
                BlobDownloadResult content = await client.GetBlobClient(blob.Name).DownloadContentAsync();
                yield return ($"{container.Name}/{blob.Name}", content.Content.ToArray());
                yield return ($"{container.Name}/{blob.Name} metadata", Encoding.UTF8.GetBytes(blob.Name + string.Join(' ', blob.Metadata.Values)));
            }
        }

        QueueServiceClient queues = new(connection);
        await foreach (QueueItem queue in queues.GetQueuesAsync())
        {
            foreach (PeekedMessage message in (await queues.GetQueueClient(queue.Name).PeekMessagesAsync(32)).Value)
            {
                yield return ($"queue {queue.Name}", message.Body.ToArray());
            }
        }
    }

    /// <summary>The bytes as text in the encodings that partners use, and what is inside them when they are packed or in base64.</summary>
    private static IEnumerable<string> Layers(byte[] bytes, int limit)
    {
        if (limit == 0)
        {
            yield break;
        }

        string text = Encoding.UTF8.GetString(bytes);
        yield return text;
        yield return Encoding.Latin1.GetString(bytes);
        byte[]? inside = bytes is [0x1f, 0x8b, ..] ? Unpack(bytes) : FromBase64(text);
        foreach (string layer in inside is null ? [] : Layers(inside, limit - 1))
        {
            yield return layer;
        }
    }

    private static byte[] Unpack(byte[] packed)
    {
        using GZipStream unpacking = new(new MemoryStream(packed), CompressionMode.Decompress);
        using MemoryStream bytes = new();
        unpacking.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[]? FromBase64(string text)
    {
        byte[] bytes = new byte[text.Length];
        return text.Length >= 16 && Convert.TryFromBase64String(text.Trim('"'), bytes, out int length) ? bytes[..length] : null;
    }

    private static string Fold(string text) => new(
    [
        .. text.Normalize(NormalizationForm.FormD).Where(static letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            .Select(char.ToUpperInvariant),
    ]);
}
