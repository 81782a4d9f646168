namespace Pipeline.Faults.Orders;

/// <summary>A command that an operator gives, again and again until an answer is heard.</summary>
/// <param name="By">The operator; each command has one of its own, so that the timeline tells them apart.</param>
/// <param name="Step">What is to be done.</param>
/// <param name="Order">The customer's reference of the order.</param>
/// <param name="At">When it is given first, from the start.</param>
public sealed record OperatorCommand(string By, OperatorStep Step, string Order, TimeSpan At)
{
    /// <summary>How long after the first answer it is given once more; null for never.</summary>
    public TimeSpan? AgainAfter { get; init; }
}
