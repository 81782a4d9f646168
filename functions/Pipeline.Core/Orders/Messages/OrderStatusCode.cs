namespace Pipeline.Core.Orders.Messages;

/// <summary>States of an order or line at the distributor.</summary>
public enum OrderStatusCode
{
    /// <summary>Any text the profile does not map; never a failure.</summary>
    Unknown,

    /// <summary>In progress.</summary>
    Open,

    /// <summary>Waits for manual work at the distributor; alert after 24 hours.</summary>
    OnHold,

    /// <summary>Waits for credit or payment.</summary>
    CreditHold,

    /// <summary>Released to the warehouse; also what IM-XML calls SHIPPED, which is not shipped yet.</summary>
    Released,

    /// <summary>Waits for goods.</summary>
    BackOrdered,

    /// <summary>Part has been handed to the carrier.</summary>
    PartiallyShipped,

    /// <summary>All has been handed to the carrier.</summary>
    Shipped,

    /// <summary>Billed.</summary>
    Invoiced,

    /// <summary>Paid.</summary>
    Paid,

    /// <summary>Cancelled at the distributor.</summary>
    Voided,

    /// <summary>A billing error; goods still ship.</summary>
    BillingError,
}
