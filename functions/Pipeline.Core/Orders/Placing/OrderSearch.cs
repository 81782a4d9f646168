using Pipeline.Core.Messages;

namespace Pipeline.Core.Orders.Placing;

/// <summary>Result of an order inquiry.</summary>
public sealed record OrderSearch
{
    /// <summary>What is known.</summary>
    public required SearchOutcome Outcome { get; init; }

    /// <summary>
    /// One snapshot per distributor order under the number, to be merged like pushed messages; empty unless found.
    /// </summary>
    public IReadOnlyList<OrderStatus> Orders { get; init; } = [];

    /// <summary>Code and text, unless found.</summary>
    public CallIssue? Problem { get; init; }

    /// <summary>The recorded exchange, or null when nothing was sent.</summary>
    public string? ExchangeId { get; init; }
}

/// <summary>What the distributor knows about a purchase order number.</summary>
public enum SearchOutcome
{
    /// <summary>It has at least one order under the number.</summary>
    Found,

    /// <summary>It has none. A voided order may also be reported as not found.</summary>
    NotFound,

    /// <summary>The question could not be answered now.</summary>
    Unknown,
}
