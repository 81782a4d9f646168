using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Storage.Blobs;
using Pipeline.Core.Content;

namespace Pipeline.Storage.Content;

/// <summary>Answers of sources of content: a gzipped document each in the container <c>content</c>, under its key.</summary>
public sealed class ContentStore(BlobServiceClient service) : IContentStore
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private readonly StorageContainer container = new(service, "content");

    /// <summary>Reads an answer; one that an earlier build wrote in another shape is as good as none.</summary>
    public async Task<KeptContent?> FindAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return await container.ReadAsync(key, cancellationToken) is { } document ? JsonSerializer.Deserialize<KeptContent>(document, Json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task SaveAsync(string key, KeptContent content, CancellationToken cancellationToken) =>
        container.UploadAsync(key, GzipBytes.Pack(JsonSerializer.SerializeToUtf8Bytes(content, Json)), cancellationToken);
}
