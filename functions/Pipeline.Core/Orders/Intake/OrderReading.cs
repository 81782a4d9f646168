namespace Pipeline.Core.Orders.Intake;

/// <summary>What became of the body of an order request.</summary>
/// <param name="Request">
/// The request, or null when it cannot be one. When it is only late (<see cref="OrderFaultCodes.DatePast"/>) it is here beside
/// the fault: a repetition of what was in time is still a repetition.
/// </param>
/// <param name="Faults">Everything that is wrong, in the order of the checks; empty when the request is fine.</param>
public sealed record OrderReading(OrderRequest? Request, IReadOnlyList<OrderFault> Faults);
