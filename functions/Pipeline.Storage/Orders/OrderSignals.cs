using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Storage.Orders;

/// <summary>Sends signals to the queue <c>order-signals</c>, base64 as the Functions host reads them.</summary>
/// <remarks>The queue is created when the first message finds none.</remarks>
public sealed class OrderSignals(QueueServiceClient service) : IOrderSignals
{
    private readonly QueueClient queue = service.GetQueueClient(StorageNames.OrderSignalsQueue);

    /// <inheritdoc />
    public async Task SendAsync(string orderId, CancellationToken cancellationToken)
    {
        string text = Convert.ToBase64String(
            JsonSerializer.SerializeToUtf8Bytes(new OrderSignal(orderId), OrderJson.Default.OrderSignal));
        try
        {
            _ = await queue.SendMessageAsync(text, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            _ = await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            _ = await queue.SendMessageAsync(text, cancellationToken);
        }
    }
}
