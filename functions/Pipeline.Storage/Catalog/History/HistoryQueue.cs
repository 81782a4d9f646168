using System.Text.Json.Serialization;
using Azure.Storage.Queues;
using Pipeline.Core.History;

namespace Pipeline.Storage.Catalog.History;

/// <summary>The queue <c>article-history</c>.</summary>
public sealed class HistoryQueue(QueueServiceClient service) : IHistoryQueue
{
    private readonly StorageQueue queue = new(service, StorageNames.ArticleHistoryQueue);

    /// <inheritdoc />
    public Task SendAsync(HistoryNotice notice, CancellationToken cancellationToken) =>
        queue.SendAsync(notice, HistoryJson.Default.HistoryNotice, cancellationToken);
}

/// <summary>How notices are spelled.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(HistoryNotice))]
internal sealed partial class HistoryJson : JsonSerializerContext;
