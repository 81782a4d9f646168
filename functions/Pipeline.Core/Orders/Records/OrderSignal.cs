namespace Pipeline.Core.Orders.Records;

/// <summary>Message on the queue of order signals: the order's record has changed, see <see cref="IOrderSignals"/>.</summary>
/// <param name="OrderId">The order.</param>
public sealed record OrderSignal(string OrderId);
