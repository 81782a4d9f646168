namespace Pipeline.Core.Orders.Records;

/// <summary>Wakes the orchestration of an order, or starts it again when it is not alive.</summary>
public interface IOrderSignals
{
    /// <summary>Says that the order's record has changed. A lost or doubled signal does no harm: the record is the truth.</summary>
    Task SendAsync(string orderId, CancellationToken cancellationToken);
}
