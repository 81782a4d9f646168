using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Pipeline.Core.Tracing;

namespace Pipeline.Storage;

/// <summary>A queue of JSON messages, base64 as the Functions host reads them. It is created when the first message finds none.</summary>
/// <remarks>Where tracing is on, a message holds the context of its sender beside its own members (<see cref="PipelineTrace.Member"/>).</remarks>
internal sealed class StorageQueue(QueueServiceClient service, string name)
{
    private readonly QueueClient queue = service.GetQueueClient(name);

    /// <summary>Puts a message at the end.</summary>
    public Task SendAsync<T>(T message, JsonTypeInfo<T> type, CancellationToken cancellationToken) => SendAsync(message, type, null, cancellationToken);

    /// <summary>Puts a message in that is seen after a while.</summary>
    public async Task SendAsync<T>(T message, JsonTypeInfo<T> type, TimeSpan? delay, CancellationToken cancellationToken)
    {
        string text = Convert.ToBase64String(BytesOf(message, type));
        try
        {
            _ = await queue.SendMessageAsync(text, delay, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            _ = await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            _ = await queue.SendMessageAsync(text, delay, cancellationToken: cancellationToken);
        }
    }

    /// <summary>Whether no message is visible: those at work are hidden.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await queue.PeekMessagesAsync(1, cancellationToken)).Value.Length == 0;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return true;
        }
    }

    private static byte[] BytesOf<T>(T message, JsonTypeInfo<T> type)
    {
        if (PipelineTrace.Current is not { } context)
        {
            return JsonSerializer.SerializeToUtf8Bytes(message, type);
        }

        JsonNode node = JsonSerializer.SerializeToNode(message, type)!;
        node[PipelineTrace.Member] = context;
        return JsonSerializer.SerializeToUtf8Bytes(node, StorageQueueJson.Default.JsonNode);
    }
}

/// <summary>Writes messages that hold a trace context.</summary>
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class StorageQueueJson : JsonSerializerContext;
