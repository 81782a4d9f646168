namespace Pipeline.Core.Orders.Placing;

/// <summary>How an Order Create ended.</summary>
public enum PlacementOutcome
{
    /// <summary>The distributor has it; the Order Response follows.</summary>
    Acknowledged,

    /// <summary>The distributor, or our own check before sending, said no: nothing was ordered.</summary>
    Refused,

    /// <summary>
    /// Nobody knows: the answer was lost, unreadable, or a duplicate was reported. Never send again before
    /// <see cref="IDistributorOrders.FindOrderAsync"/> and 15 minutes of pushed messages have said that it is not there.
    /// </summary>
    Unknown,

    /// <summary>The distributor has certainly not taken it (connection refused, service closed): it may be sent again later.</summary>
    NotSent,

    /// <summary>Test mode: what would be sent was recorded, and nothing left.</summary>
    Simulated,
}
