namespace Pipeline.Core.Orders.Purchasing;

/// <summary>Result of merging a message into a purchase order.</summary>
/// <param name="Order">The order now.</param>
/// <param name="Outcome">What the message was to it.</param>
public sealed record PurchaseMerge(PurchaseOrder Order, MergeOutcome Outcome);
