using System.Buffers;
using System.IO.Compression;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Core.Feeds.Changes;

namespace Pipeline.Storage.Changes;

/// <summary>Packs lines into a temporary file, made at the first one, and uploads it whole.</summary>
internal sealed class ChangeSetWriter : IChangeSetWriter
{
    private readonly BlobContainerClient container;
    private readonly string blob;
    private readonly string localPath;
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter json;
    private readonly Lock gate = new();
    private readonly SortedSet<string> kinds = new(StringComparer.Ordinal);
    private FileStream? file;
    private GZipStream? packed;
    private long count;

    public ChangeSetWriter(BlobContainerClient container, string blob, string localPath)
    {
        (this.container, this.blob, this.localPath) = (container, blob, localPath);
        json = new Utf8JsonWriter(buffer);
    }

    /// <inheritdoc/>
    public void Add(ChangeLine line)
    {
        lock (gate)
        {
            Open();
            JsonSerializer.Serialize(json, line, ChangeJson.Default.ChangeLine);
            json.Flush();
            buffer.Write("\n"u8);
            packed!.Write(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
            json.Reset();
            kinds.UnionWith(line.Kinds);
            count++;
        }
    }

    /// <inheritdoc/>
    public async Task<ChangeSet?> CompleteAsync(CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return null;
        }

        await packed!.DisposeAsync();
        file.Position = 0;
        _ = await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        var headers = new BlobHttpHeaders { ContentType = "application/gzip" };
        _ = await container.GetBlobClient(blob).UploadAsync(
            file, new BlobUploadOptions { HttpHeaders = headers }, cancellationToken);
        return new ChangeSet(blob, count, [.. kinds]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await json.DisposeAsync();
        await (packed?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (file?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private void Open()
    {
        if (file is null)
        {
            file = new FileStream(
                localPath, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 64 * 1024, FileOptions.DeleteOnClose);
            packed = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true);
        }
    }
}
