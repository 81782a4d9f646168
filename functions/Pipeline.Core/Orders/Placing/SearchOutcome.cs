namespace Pipeline.Core.Orders.Placing;

/// <summary>What the distributor knows about a purchase order number.</summary>
public enum SearchOutcome
{
    /// <summary>It has at least one order under the number.</summary>
    Found,

    /// <summary>It has none. A voided order may also be reported as not found.</summary>
    NotFound,

    /// <summary>The question could not be answered now.</summary>
    Unknown,
}
