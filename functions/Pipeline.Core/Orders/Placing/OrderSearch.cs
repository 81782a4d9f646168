using Pipeline.Core.Orders.Messages;

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
    public CallProblem? Problem { get; init; }

    /// <summary>The recorded exchange, or null when nothing was sent.</summary>
    public string? ExchangeId { get; init; }
}
