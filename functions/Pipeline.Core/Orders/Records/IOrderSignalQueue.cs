namespace Pipeline.Core.Orders.Records;

/// <summary>Wakes the orchestration of an order, or starts it again when it is not alive.</summary>
public interface IOrderSignalQueue
{
    /// <summary>Says that the order's record has changed. A lost or doubled signal does no harm: the record is the truth.</summary>
    Task SendAsync(string orderId, CancellationToken cancellationToken);
}

/// <summary>Message on the queue of order signals: the order's record has changed, see <see cref="IOrderSignalQueue"/>.</summary>
/// <param name="OrderId">The order.</param>
public sealed record OrderSignal(string OrderId);
