using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Intake;

/// <summary>Answer to an order request.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="OrderId">The order; of the key when it is reused, of the number when that is taken.</param>
/// <param name="Record">The order as it is, when it was created or repeated; else null.</param>
/// <param name="Number">The number that another order has, or null.</param>
public sealed record IntakeResult(IntakeOutcome Outcome, string OrderId, OrderRecord? Record = null, string? Number = null);
