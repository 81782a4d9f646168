namespace Pipeline.Faults.Sourcing;

/// <summary>An order of one product, and how each distributor treats it.</summary>
/// <param name="Reference">The customer's reference and idempotency key.</param>
/// <param name="At">When it is placed, from the start.</param>
/// <param name="Quantity">Pieces; all must come in one shipment.</param>
/// <param name="Fates">What each distributor makes of it.</param>
public sealed record SourcingOrder(string Reference, TimeSpan At, int Quantity, IReadOnlyDictionary<string, SourcingFate> Fates);
