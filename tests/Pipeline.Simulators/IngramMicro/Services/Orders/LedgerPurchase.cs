using Pipeline.Simulators.IngramMicro.Services.Pushes;

namespace Pipeline.Simulators.IngramMicro.Services.Orders;

/// <summary>One purchase as it stood when the ledger was asked.</summary>
public sealed record LedgerPurchase
{
    /// <summary>Ingram Micro's order number.</summary>
    public required string IngramSalesOrderNumber { get; init; }

    /// <summary>Wire profile it was placed and is told about in.</summary>
    public required string Profile { get; init; }

    /// <summary>When it was placed.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>OC, PR or OR; empty before the decision.</summary>
    public required string ResponseCode { get; init; }

    /// <summary>C1 order code, for example INVOICED; VOIDED also for a rejected order.</summary>
    public required string State { get; init; }

    /// <summary>Whether no further message will be made about it; deliveries may still be under way.</summary>
    public required bool IsFinished { get; init; }

    /// <summary>The lines.</summary>
    public required IReadOnlyList<LedgerLine> Lines { get; init; }

    /// <summary>Messages made for the postback, oldest first, with every delivery and what was answered.</summary>
    public required IReadOnlyList<PushRecord> Messages { get; init; }
}
