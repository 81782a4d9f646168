using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Intake;

/// <summary>Answer to an order request.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="OrderId">The order; of the key when it is reused, of the number when that is taken.</param>
/// <param name="Record">The order as it is, when it was created or repeated; else null.</param>
/// <param name="Number">The number that another order has, or null.</param>
public sealed record IntakeResult(IntakeOutcome Outcome, string OrderId, OrderRecord? Record = null, string? Number = null);

/// <summary>What became of an order request.</summary>
public enum IntakeOutcome
{
    /// <summary>A new order is stored.</summary>
    Created,

    /// <summary>The same key and the same request came before: it is that order.</summary>
    Repeated,

    /// <summary>The key stands for another request: nothing was stored.</summary>
    KeyReused,

    /// <summary>Another order has one of the numbers under which this one was placed elsewhere: nothing is followed twice.</summary>
    NumberTaken,
}
