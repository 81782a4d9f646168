namespace Pipeline.Core.Orders.Selling;

/// <summary>What a channel can be told about an order.</summary>
[Flags]
public enum OrderAbilities
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>That it is accepted or refused; without it an order counts as accepted when it comes.</summary>
    Acceptance = 1,

    /// <summary>That some lines are accepted and others refused.</summary>
    PartialAcceptance = 2,

    /// <summary>Carrier and number of what has left.</summary>
    Tracking = 4,

    /// <summary>That it has left, apart from the tracking.</summary>
    Shipped = 8,

    /// <summary>Several shipments of one order, each with its own lines and tracking.</summary>
    Shipments = 16,

    /// <summary>The invoice.</summary>
    Documents = 32,

    /// <summary>That lines are cancelled.</summary>
    Cancellation = 64,

    /// <summary>That money is paid back.</summary>
    Refunds = 128,
}
