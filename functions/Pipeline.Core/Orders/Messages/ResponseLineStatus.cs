namespace Pipeline.Core.Orders.Messages;

/// <summary>What an Order Response says about a line.</summary>
public enum ResponseLineStatus
{
    /// <summary>A code the profile does not map; the quantities decide.</summary>
    Unknown,

    /// <summary>Confirmed (LC).</summary>
    Confirmed,

    /// <summary>Back-ordered, at least in part (LB).</summary>
    BackOrdered,

    /// <summary>Rejected (LR): ends the line only.</summary>
    Rejected,
}
