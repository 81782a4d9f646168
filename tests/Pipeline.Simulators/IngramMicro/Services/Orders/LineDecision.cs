namespace Pipeline.Simulators.IngramMicro.Services.Orders;

/// <summary>What sales staff make of a line.</summary>
public enum LineDecision
{
    /// <summary>Confirmed as asked, if it can be sold at that price.</summary>
    Accept,

    /// <summary>Part confirmed, the rest back-ordered.</summary>
    Partial,

    /// <summary>All back-ordered.</summary>
    BackOrder,

    /// <summary>Rejected.</summary>
    Reject,

    /// <summary>Confirmed at another price.</summary>
    PriceChange,

    /// <summary>Confirmed with another article.</summary>
    Substitute,
}
