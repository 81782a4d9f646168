using Azure.Storage.Queues;
using Pipeline.Core.Flows.Running;

namespace Pipeline.Storage.Flows;

/// <summary>Sends execution messages to the queue <c>flow-runs</c>.</summary>
public sealed class FlowQueue(QueueServiceClient service) : IFlowQueue
{
    private readonly StorageQueue queue = new(service, StorageNames.FlowRunsQueue);

    /// <inheritdoc />
    public Task SendAsync(FlowExecutionMessage message, CancellationToken cancellationToken) =>
        queue.SendAsync(message, FlowJson.Default.FlowExecutionMessage, cancellationToken);
}
