using Pipeline.Core.Orders.Purchasing;

namespace Pipeline.Core.Orders.Sales;

/// <summary>Result of merging a message into a sales order.</summary>
/// <param name="Order">The order now.</param>
/// <param name="Outcome">What the message was to it.</param>
public sealed record SalesMerge(SalesOrder Order, MergeOutcome Outcome);
