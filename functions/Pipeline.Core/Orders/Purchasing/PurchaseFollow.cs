namespace Pipeline.Core.Orders.Purchasing;

/// <summary>How far a purchase order has been followed at a distributor that pushes nothing.</summary>
public sealed record PurchaseFollow
{
    /// <summary>From when the schedule counts, UTC: the receipt, and later the time at which it was first found invoiced.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>How often it was asked since then, without an answer included.</summary>
    public int Times { get; init; }

    /// <summary>When it was last asked, UTC; null before.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>When it is asked next, UTC; null when it is not asked any more.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Whether the distributor has invoiced it.</summary>
    public bool IsInvoiced { get; init; }

    /// <summary>The pause after the latest failure; doubled by the next one, null after an answer.</summary>
    public TimeSpan? Pause { get; init; }
}
