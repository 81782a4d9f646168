namespace Pipeline.Core.Orders.Records;

/// <summary>What was done to place one purchase order; the intent of that effect.</summary>
public sealed record PurchaseAttempt
{
    /// <summary>The purchase order.</summary>
    public required PurchaseOrderNumber Number { get; init; }

    /// <summary>Times that Order Create was about to be sent; stored before each.</summary>
    public int Sends { get; init; }

    /// <summary>Time of the latest intent to send, UTC; null while there was none.</summary>
    public DateTimeOffset? SendingAt { get; init; }

    /// <summary>Time the distributor's receipt, or a proof that it has the order, was stored, UTC.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Time the distributor was last asked what it holds under the number, UTC.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>Not to be sent or asked about before, UTC; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Start of the hold that lasts now, UTC; null when there is none.</summary>
    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>The pause that led to <see cref="NotBefore"/>; doubled by the next failure, null after a success.</summary>
    public TimeSpan? Pause { get; init; }

    /// <summary>
    /// Since when nobody knows whether the distributor has the order, UTC; null when it is known. Kept while the order is sent
    /// again, so that a distributor that never answers is noticed.
    /// </summary>
    public DateTimeOffset? UnknownSince { get; init; }
}
