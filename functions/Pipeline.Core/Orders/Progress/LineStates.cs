namespace Pipeline.Core.Orders.Progress;

/// <summary>The state machine of a line as a function of its quantities.</summary>
public static class LineStates
{
    /// <summary>The state of a line.</summary>
    /// <param name="line">Quantities; its own <see cref="LineProgress.State"/> is not read.</param>
    /// <param name="heard">State while no quantity says anything: open, sent or received.</param>
    public static LineState Of(LineProgress line, LineState heard) => line switch
    {
        { Due: 0, Voided: > 0 } => LineState.Voided,
        { Due: 0 } => LineState.Rejected,
        _ when line.Invoiced >= line.Due => line.IsPaid ? LineState.Paid : LineState.Invoiced,
        _ when line.Shipped >= line.Due => LineState.Shipped,
        { Shipped: > 0 } => LineState.PartlyShipped,
        { BackOrdered: > 0 } => LineState.BackOrdered,
        { Confirmed: > 0 } => LineState.Confirmed,
        _ => heard,
    };

    /// <summary>The state of an order with these lines, none of them blocked, cancelled by us or simulated.</summary>
    public static OrderState OfOrder(IReadOnlyList<LineProgress> lines)
    {
        if (lines.Count == 0 || lines.All(line => line.State == LineState.Open))
        {
            return OrderState.Sourcing;
        }

        List<LineProgress> live = [.. lines.Where(line => line.State is not (LineState.Rejected or LineState.Voided))];
        return live switch
        {
            [] => lines.Any(line => line.State == LineState.Voided) ? OrderState.Cancelled : OrderState.Rejected,
            _ when live.TrueForAll(line => line.IsSettled) => OrderState.Invoiced,
            _ when live.TrueForAll(line => line.IsSettled || line.State == LineState.Shipped) => OrderState.Shipped,
            _ when live.Exists(line => line.Shipped > 0 || line.IsSettled) => OrderState.PartlyShipped,
            _ when lines.All(line => line.Confirmed + line.BackOrdered >= line.Ordered) => OrderState.Confirmed,
            _ when live.Exists(line => line.Confirmed + line.BackOrdered > 0) => OrderState.PartlyConfirmed,
            _ => OrderState.Placed,
        };
    }
}
