using Azure.Storage.Queues;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Storage.Orders;

/// <summary>Sends signals to the queue <c>order-signals</c>.</summary>
public sealed class OrderSignalQueue(QueueServiceClient service) : IOrderSignalQueue
{
    private readonly StorageQueue queue = new(service, StorageNames.OrderSignalsQueue);

    /// <inheritdoc />
    public Task SendAsync(string orderId, CancellationToken cancellationToken) =>
        queue.SendAsync(new OrderSignal(orderId), OrderJson.Default.OrderSignal, cancellationToken);
}
