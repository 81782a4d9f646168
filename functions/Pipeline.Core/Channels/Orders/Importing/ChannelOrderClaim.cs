using Pipeline.Core.Issues;

namespace Pipeline.Core.Channels.Orders.Importing;

/// <summary>An order of a channel as we know it: claimed before anything else is done about it. It holds no personal data.</summary>
public sealed record ChannelOrderClaim
{
    /// <summary>Code of the store.</summary>
    public required string Store { get; init; }

    /// <summary>The channel's id of the order.</summary>
    public required string ExternalId { get; init; }

    /// <summary>The number that the customer knows, or null.</summary>
    public string? CommercialId { get; init; }

    /// <summary>The order that it becomes, whatever happens on the way.</summary>
    public required string OrderId { get; init; }

    /// <summary>How far it is.</summary>
    public ChannelClaimState State { get; init; }

    /// <summary>Why it is not imported, or null.</summary>
    public Issue? Reason { get; init; }

    /// <summary>When it was first seen, UTC.</summary>
    public required DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>When it was last looked at, UTC.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }
}

/// <summary>How far a channel's order is, spelled in camel case in JSON and tables.</summary>
public enum ChannelClaimState
{
    /// <summary>Seen; what became of it is not stored yet.</summary>
    Claimed,

    /// <summary>It cannot be imported yet, and is tried again at each run.</summary>
    SetAside,

    /// <summary>It is one of our orders.</summary>
    Imported,

    /// <summary>It is not ours to deliver.</summary>
    Ignored,
}
