using Pipeline.Core.Reconciliation;

namespace Pipeline.Functions.Reconciliations;

/// <summary>A difference between our orders and a distributor's own list, as answers show it.</summary>
public sealed record ReconciliationView
{
    /// <summary>Its id: the same as long as it is the same difference.</summary>
    public required string Id { get; init; }

    /// <summary>The distributor's code.</summary>
    public required string Distributor { get; init; }

    /// <summary>MISSING_HERE, MISSING_THERE, AMOUNT_DIFFERS, LINE_DIFFERS, CANCELLED_ONE_SIDE, INVOICE_MISSING, SERIALS_SHORT or HOLD_LONG.</summary>
    public required string Kind { get; init; }

    /// <summary>Our order, or null when there is none.</summary>
    public required string? OrderId { get; init; }

    /// <summary>Our number, or null.</summary>
    public required string? PurchaseOrderNumber { get; init; }

    /// <summary>The distributor's number, or null.</summary>
    public required string? DistributorOrderNumber { get; init; }

    /// <summary>What we have: a state, an amount, a line; null for nothing.</summary>
    public required string? Ours { get; init; }

    /// <summary>What the distributor has, in the same terms; null for nothing.</summary>
    public required string? Theirs { get; init; }

    /// <summary>When it was first seen, UTC.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When it was last seen, UTC.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>Whether it still stands.</summary>
    public required ReconciliationState State { get; init; }

    internal static ReconciliationView Of(ReconciliationItem item) => new()
    {
        Id = item.Id,
        Distributor = item.Distributor,
        Kind = item.Difference.Kind,
        OrderId = item.Difference.OrderId,
        PurchaseOrderNumber = item.Difference.PurchaseOrderNumber,
        DistributorOrderNumber = item.Difference.DistributorOrderNumber,
        Ours = item.Difference.Ours,
        Theirs = item.Difference.Theirs,
        FirstSeen = item.FirstSeen,
        LastSeen = item.LastSeen,
        State = item.State ?? ReconciliationState.Open,
    };
}
