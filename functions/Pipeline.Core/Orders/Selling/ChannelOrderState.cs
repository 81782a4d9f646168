namespace Pipeline.Core.Orders.Selling;

/// <summary>Where an order, or a line of it, stands at its channel, in words that every channel can be read into.</summary>
public enum ChannelOrderState
{
    /// <summary>A word of the channel that nobody knows yet; nothing is concluded from it.</summary>
    Unknown,

    /// <summary>The channel still checks it.</summary>
    Staging,

    /// <summary>It waits for our acceptance.</summary>
    WaitingAcceptance,

    /// <summary>It is accepted and not yet paid.</summary>
    WaitingDebit,

    /// <summary>It is paid, or need not be, and has to leave.</summary>
    Shipping,

    /// <summary>It has left.</summary>
    Shipped,

    /// <summary>It lies where the customer fetches it.</summary>
    ToCollect,

    /// <summary>The customer has it.</summary>
    Received,

    /// <summary>Nothing can be done about it any more.</summary>
    Closed,

    /// <summary>We have refused it.</summary>
    Refused,

    /// <summary>It is cancelled.</summary>
    Cancelled,

    /// <summary>The customer has complained.</summary>
    IncidentOpen,

    /// <summary>It is paid back.</summary>
    Refunded,
}
