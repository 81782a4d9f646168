namespace Pipeline.Core.Orders.Purchasing;

/// <summary>What a message was to an order.</summary>
public enum MergeOutcome
{
    /// <summary>A document we did not have.</summary>
    Added,

    /// <summary>A newer version that says something else: keep both, and warn.</summary>
    Corrected,

    /// <summary>Says what we already know.</summary>
    Duplicate,

    /// <summary>Says something else, but is older than what we have: kept, counts for nothing.</summary>
    Outdated,

    /// <summary>About another order: nothing was changed.</summary>
    Foreign,
}
