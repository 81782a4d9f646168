namespace Pipeline.Core.Orders.Progress;

/// <summary>States of an order line; the state follows from quantities, never from a counter.</summary>
public enum LineState
{
    /// <summary>Not sent yet.</summary>
    Open,

    /// <summary>Sent, or about to be; nothing heard.</summary>
    Sent,

    /// <summary>The distributor has it.</summary>
    Received,

    /// <summary>All that will come is confirmed.</summary>
    Confirmed,

    /// <summary>Some pieces wait for goods.</summary>
    BackOrdered,

    /// <summary>Some pieces have left.</summary>
    PartlyShipped,

    /// <summary>All that will come has left.</summary>
    Shipped,

    /// <summary>All that will come is billed.</summary>
    Invoiced,

    /// <summary>Billed and paid.</summary>
    Paid,

    /// <summary>Rejected whole.</summary>
    Rejected,

    /// <summary>Nothing will come any more; at least one piece was voided.</summary>
    Voided,
}
