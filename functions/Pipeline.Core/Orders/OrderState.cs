namespace Pipeline.Core.Orders;

/// <summary>States of a sales order and of its purchase orders, as the API spells them.</summary>
public enum OrderState
{
    /// <summary>Stored; nothing has been decided.</summary>
    Received,

    /// <summary>Distributors are being chosen, prices and stock asked for.</summary>
    Sourcing,

    /// <summary>Order Create has been sent, or is about to be; no response yet.</summary>
    Placed,

    /// <summary>Every piece is confirmed or on back-order.</summary>
    Confirmed,

    /// <summary>Some pieces are confirmed or on back-order; others are rejected, voided or not answered.</summary>
    PartlyConfirmed,

    /// <summary>Some pieces have left.</summary>
    PartlyShipped,

    /// <summary>Every piece that will come has left.</summary>
    Shipped,

    /// <summary>Every piece that will come is billed; the channel has still to be told.</summary>
    Invoiced,

    /// <summary>Every line is invoiced, rejected or voided, and the channel, if any, has been told.</summary>
    Complete,

    /// <summary>Nothing will come: every line was rejected.</summary>
    Rejected,

    /// <summary>Nothing will come: cancelled before it was sent, or voided at the distributor.</summary>
    Cancelled,

    /// <summary>Cancelled after it was sent: a person's task at the distributor.</summary>
    CancelRequested,

    /// <summary>Waits for a person.</summary>
    Blocked,

    /// <summary>Test mode: ended with the Order Create it would have sent.</summary>
    Simulated,
}
