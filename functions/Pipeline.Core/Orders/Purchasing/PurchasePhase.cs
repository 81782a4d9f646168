namespace Pipeline.Core.Orders.Purchasing;

/// <summary>What we have done about a purchase order; what the distributor does is in its documents.</summary>
public enum PurchasePhase
{
    /// <summary>Decided and stored; nothing sent.</summary>
    Planned,

    /// <summary>The intent is stored: Order Create may have been sent, and its outcome is not known.</summary>
    Sending,

    /// <summary>The distributor has it, or it was placed by other means.</summary>
    Acknowledged,

    /// <summary>The distributor, or a check before sending, refused the message: nothing was ordered.</summary>
    Refused,

    /// <summary>Cancelled before it was sent.</summary>
    Cancelled,

    /// <summary>Test mode: not sent on purpose.</summary>
    Simulated,
}
