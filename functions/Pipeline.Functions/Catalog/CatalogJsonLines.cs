using System.Text.Json;
using Pipeline.Core.Catalog;
using Pipeline.Functions.Http;

namespace Pipeline.Functions.Catalog;

/// <summary>The catalogue as JSON lines: one entry a line, in the shape of <see cref="CatalogEntry"/>.</summary>
internal static class CatalogJsonLines
{
    private const int FlushAt = 64 * 1024;

    /// <summary>Writes all entries as they come.</summary>
    public static async Task WriteAsync(IAsyncEnumerable<CatalogEntry> entries, Stream stream)
    {
        using var buffer = new MemoryStream(FlushAt * 2);
        await foreach (CatalogEntry entry in entries)
        {
            JsonSerializer.Serialize(buffer, entry, PipelineJson.Readable.CatalogEntry);
            buffer.WriteByte((byte)'\n');
            if (buffer.Length >= FlushAt)
            {
                await SendAsync(buffer, stream);
            }
        }

        await SendAsync(buffer, stream);
    }

    private static async Task SendAsync(MemoryStream buffer, Stream stream)
    {
        buffer.Position = 0;
        await buffer.CopyToAsync(stream);
        buffer.SetLength(0);
    }
}
