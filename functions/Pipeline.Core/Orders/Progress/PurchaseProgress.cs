using Pipeline.Core.Orders.Messages;

namespace Pipeline.Core.Orders.Progress;

/// <summary>Where a purchase order stands: a pure function of what was ordered and of the latest version of each document.</summary>
public sealed record PurchaseProgress
{
    /// <summary>Where it stands in one word; never received, blocked or cancelRequested, which belong to the sales order.</summary>
    public required OrderState State { get; init; }

    /// <summary>One entry per line ordered, by line number.</summary>
    public required IReadOnlyList<LineProgress> Lines { get; init; }

    /// <summary>The distributor's numbers, each once, in ordinal order; several when the order was split.</summary>
    public required IReadOnlyList<string> DistributorOrderNumbers { get; init; }

    /// <summary>Shipments by number.</summary>
    public required IReadOnlyList<DeliveryProgress> Deliveries { get; init; }

    /// <summary>Invoices and credit notes by number.</summary>
    public required IReadOnlyList<InvoiceProgress> Invoices { get; init; }

    /// <summary>Payment by the newest status that says anything.</summary>
    public PaymentStatus Payment { get; init; }

    /// <summary>Whether a distributor order waits for manual work or credit; alert after 24 hours.</summary>
    public bool IsOnHold { get; init; }

    /// <summary>What a person should look at, in a fixed order.</summary>
    public required IReadOnlyList<OrderFinding> Findings { get; init; }
}
