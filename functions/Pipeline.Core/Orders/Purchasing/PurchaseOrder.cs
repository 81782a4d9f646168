using Pipeline.Core.Orders.Messages;
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

    /// <summary>Code of the refusal, or null.</summary>
    public string? RefusalCode { get; init; }

    /// <summary>The latest version of each document.</summary>
    public OrderDocuments Documents { get; init; } = OrderDocuments.None;

    /// <summary>Merges a message, whenever and however often it comes.</summary>
    /// <returns>The order now, and what the message was to it.</returns>
    public PurchaseMerge Apply(OrderMessage message)
    {
        if (!message.Orders.Contains(Number.Value, StringComparer.OrdinalIgnoreCase))
        {
            return new PurchaseMerge(this, MergeOutcome.Foreign);
        }

        DocumentsMerge merge = Documents.Add(message);
        return new PurchaseMerge(this with { Documents = merge.Documents }, merge.Outcome);
    }

    /// <summary>Where it stands, computed from lines, phase and documents.</summary>
    public PurchaseProgress Progress() => ProgressCalculator.Compute(this);
}
