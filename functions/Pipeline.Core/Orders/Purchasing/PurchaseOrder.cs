using Pipeline.Core.Catalog;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Progress;

namespace Pipeline.Core.Orders.Purchasing;

/// <summary>One order at one distributor: what we ordered, what we did, what it told us.</summary>
public sealed record PurchaseOrder
{
    /// <summary>Our number.</summary>
    public required PurchaseOrderNumber Number { get; init; }

    /// <summary>The distributor's code.</summary>
    public required string Distributor { get; init; }

    /// <summary>ISO 4217 code of the prices.</summary>
    public required string Currency { get; init; }

    /// <summary>Lines as ordered, with different numbers.</summary>
    public required IReadOnlyList<PurchaseOrderLine> Lines { get; init; }

    /// <summary>What we have done about it.</summary>
    public PurchasePhase Phase { get; init; }

    /// <summary>The distributor's number as it was told when the order was taken over, or null; messages bring it too.</summary>
    public string? GivenDistributorOrderNumber { get; init; }

    /// <summary>Code of the refusal, or of why it was not even sent; or null.</summary>
    public string? RefusalCode { get; init; }

    /// <summary>How far it has been followed; null where the distributor pushes, and before it has the order.</summary>
    public PurchaseFollow? Follow { get; init; }

    /// <summary>Whether it is to be asked about again: until then more may come of it, also when all of it is invoiced.</summary>
    public bool IsFollowed => Follow is { NextAt: not null };

    /// <summary>The latest version of each document.</summary>
    public OrderDocuments Documents { get; init; } = OrderDocuments.None;

    /// <summary>Merges a message, whenever and however often it comes.</summary>
    /// <returns>The order now, and what the message was to it.</returns>
    public Merged<PurchaseOrder> Apply(OrderMessage message)
    {
        if (!message.Orders.Contains(Number.Value, StringComparer.OrdinalIgnoreCase))
        {
            return new Merged<PurchaseOrder>(this, MergeOutcome.Foreign);
        }

        Merged<OrderDocuments> merged = Documents.Add(message);
        return new Merged<PurchaseOrder>(this with { Documents = merged.Value }, merged.Outcome);
    }

    /// <summary>Whether the time to ask about it has come.</summary>
    public bool IsFollowUpDue(DateTimeOffset now) => Phase == PurchasePhase.Acknowledged && Follow?.NextAt <= now;

    /// <summary>Where it stands, computed from lines, phase and documents.</summary>
    public PurchaseProgress Progress() => ProgressCalculator.Compute(this);
}

/// <summary>One line as ordered.</summary>
public sealed record PurchaseOrderLine
{
    /// <summary>Our line number; the one of the sales order line it serves.</summary>
    public required LineNumber LineNumber { get; init; }

    /// <summary>The distributor's article number.</summary>
    public required DistributorSku Sku { get; init; }

    /// <summary>Pieces, above 0.</summary>
    public required int Quantity { get; init; }

    /// <summary>Our net price per piece in the order's currency.</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>The vendor's quote, or null.</summary>
    public string? SpecialBidNumber { get; init; }

    /// <summary>Whether another distributor may be asked when this one does not bring it.</summary>
    public bool HasOthers { get; init; }

    /// <summary>Pieces that this distributor does not bring and that another is asked for.</summary>
    public int GivenUp { get; init; }
}

/// <summary>What we have done about a purchase order; what the distributor does is in its documents.</summary>
public enum PurchasePhase
{
    /// <summary>Decided and stored; nothing sent.</summary>
    Planned,

    /// <summary>The intent is stored: Order Create may have been sent, and its outcome is not known.</summary>
    Sending,

    /// <summary>The distributor has it, or it was placed by other means.</summary>
    Acknowledged,

    /// <summary>The distributor, or a check before sending, refused the message: nothing was ordered.</summary>
    Refused,

    /// <summary>Cancelled before it was sent.</summary>
    Cancelled,

    /// <summary>Test mode: not sent on purpose.</summary>
    Simulated,
}
