namespace Pipeline.Core.Orders.Messages;

/// <summary>What an Order Response says about the whole order.</summary>
public enum ResponseStatus
{
    /// <summary>A code the profile does not map; the lines decide.</summary>
    Unknown,

    /// <summary>Accepted (OC).</summary>
    Accepted,

    /// <summary>Accepted in part (PR); the lines decide, unless a setting says that it means rejected.</summary>
    PartlyAccepted,

    /// <summary>Rejected (OR): ends the order.</summary>
    Rejected,
}
