using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Life;

/// <summary>A look at an order.</summary>
/// <param name="Decision">What comes next.</param>
/// <param name="Order">The order as it is now; null when there is none.</param>
internal sealed record OrderLook(OrderDecision Decision, StoredOrder? Order);
