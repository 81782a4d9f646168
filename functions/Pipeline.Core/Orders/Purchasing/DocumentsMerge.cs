namespace Pipeline.Core.Orders.Purchasing;

/// <summary>Result of adding a message to the documents of an order.</summary>
/// <param name="Documents">The documents now.</param>
/// <param name="Outcome">What the message was.</param>
public sealed record DocumentsMerge(OrderDocuments Documents, MergeOutcome Outcome);
