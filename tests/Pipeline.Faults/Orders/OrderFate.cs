namespace Pipeline.Faults.Orders;

/// <summary>What the distributor makes of an order, once it is asked.</summary>
public enum OrderFate
{
    /// <summary>Confirms, ships and bills everything.</summary>
    Accepted,

    /// <summary>Ships the first line in two parts, each with an invoice of its own.</summary>
    Split,

    /// <summary>Confirms a part of the first line; the rest comes later.</summary>
    Partial,

    /// <summary>Puts all on back-order; it comes later.</summary>
    BackOrdered,

    /// <summary>Rejects the second line.</summary>
    LineRejected,

    /// <summary>Brings another article for the first line.</summary>
    Substituted,

    /// <summary>Takes the order, and rejects it by message.</summary>
    Rejected,

    /// <summary>Refuses the Order Create.</summary>
    Refused,

    /// <summary>Does not let us order: a person must look at the settings.</summary>
    Misconfigured,

    /// <summary>Asks more than the line allows: a person must decide.</summary>
    TooDear,

    /// <summary>Has not got the article: a person must decide.</summary>
    Unlisted,
}
