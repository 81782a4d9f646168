namespace Pipeline.Core.Orders.Placing;

/// <summary>Result of an Order Create.</summary>
public sealed record OrderPlacement
{
    /// <summary>How it ended.</summary>
    public required PlacementOutcome Outcome { get; init; }

    /// <summary>The proof of receipt, when acknowledged.</summary>
    public OrderAcknowledgement? Acknowledgement { get; init; }

    /// <summary>Code and text, when not acknowledged.</summary>
    public CallProblem? Problem { get; init; }

    /// <summary>Each breach of a limit, when our own check refused the order before sending.</summary>
    public IReadOnlyList<OrderFinding> Breaches { get; init; } = [];

    /// <summary>The recorded exchange, or null when nothing was sent.</summary>
    public string? ExchangeId { get; init; }
}
