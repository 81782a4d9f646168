namespace Pipeline.Partners.Channels.Mirakl.Calls;

/// <summary>Where a seller's shop is, and how we show that it is ours.</summary>
internal sealed record MiraklAccount
{
    /// <summary>Our code of the store; exchanges and limits go by it.</summary>
    public required string Store { get; init; }

    /// <summary>Root of the operator's site, ending in a slash; the operations begin with <c>api/</c>.</summary>
    public required Uri Url { get; init; }

    /// <summary>The seller's key. It may do everything.</summary>
    public required string ApiKey { get; init; }

    /// <summary>Whether the key is sent as a bearer token; as a rule it is the whole header.</summary>
    public bool IsBearer { get; init; }

    /// <summary>Number of the shop, for users who have several; null is the user's own.</summary>
    public string? ShopId { get; init; }

    /// <summary>Share of the operator's intervals that is kept: 1, but for a service whose clock runs faster.</summary>
    public decimal IntervalShare { get; init; } = 1;

    /// <inheritdoc/>
    public override string ToString() => $"{Store} at {Url}";
}
