using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Pipeline.Core.Flows.Running;

namespace Pipeline.Storage.Flows;

/// <summary>Sends execution messages to the queue <c>flow-runs</c>, base64 as the Functions host reads them.</summary>
/// <remarks>The queue is created when the first message finds none.</remarks>
public sealed class FlowQueue(QueueServiceClient service) : IFlowQueue
{
    /// <inheritdoc />
    public async Task SendAsync(FlowRunMessage message, CancellationToken cancellationToken)
    {
        QueueClient queue = service.GetQueueClient(StorageNames.FlowRunsQueue);
        string text = JsonSerializer.Serialize(message, FlowJson.Default.FlowRunMessage);
        string encoded = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));
        try
        {
            _ = await queue.SendMessageAsync(encoded, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            _ = await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            _ = await queue.SendMessageAsync(encoded, cancellationToken);
        }
    }
}
