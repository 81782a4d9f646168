namespace Pipeline.Core.Orders.Intake;

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
