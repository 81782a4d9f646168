using Pipeline.Core.Messages;

namespace Pipeline.Core.Orders.Placing;

/// <summary>Result of asking a distributor to cancel an order.</summary>
public sealed record OrderCancellation
{
    /// <summary>How it ended.</summary>
    public required CancellationOutcome Outcome { get; init; }

    /// <summary>The order as it stands now, to be merged like a pushed message; null when it is not known.</summary>
    public OrderStatus? Order { get; init; }

    /// <summary>Code and text, unless cancelled.</summary>
    public CallIssue? Problem { get; init; }

    /// <summary>The recorded exchange, or null when nothing was sent.</summary>
    public string? ExchangeId { get; init; }
}

/// <summary>How the cancellation of an order ended.</summary>
public enum CancellationOutcome
{
    /// <summary>The distributor takes none by its services: a person has to ask.</summary>
    NotOffered,

    /// <summary>It is cancelled.</summary>
    Cancelled,

    /// <summary>The distributor said no, or has no such order: nothing has changed.</summary>
    Refused,

    /// <summary>Nobody knows; it may be asked for again.</summary>
    Unknown,
}
