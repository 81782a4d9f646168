using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Pipeline.Storage;

/// <summary>A queue of JSON messages, base64 as the Functions host reads them. It is created when the first message finds none.</summary>
internal sealed class StorageQueue(QueueServiceClient service, string name)
{
    private readonly QueueClient queue = service.GetQueueClient(name);

    /// <summary>Puts a message at the end.</summary>
    public Task SendAsync<T>(T message, JsonTypeInfo<T> type, CancellationToken cancellationToken) => SendAsync(message, type, null, cancellationToken);

    /// <summary>Puts a message in that is seen after a while.</summary>
    public async Task SendAsync<T>(T message, JsonTypeInfo<T> type, TimeSpan? delay, CancellationToken cancellationToken)
    {
        string text = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(message, type));
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
}
