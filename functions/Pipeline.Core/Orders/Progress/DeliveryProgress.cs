using Pipeline.Core.Orders.Messages;

namespace Pipeline.Core.Orders.Progress;

/// <summary>One shipment of a purchase order: the latest version of its despatch advice, cartons added up.</summary>
public sealed record DeliveryProgress
{
    /// <summary>The distributor's number of the shipment.</summary>
    public required string DespatchAdviceNumber { get; init; }

    /// <summary>The distributor's number of the order, or null.</summary>
    public string? DistributorOrderNumber { get; init; }

    /// <summary>Day the goods left, or null.</summary>
    public DateOnly? DespatchedOn { get; init; }

    /// <summary>Estimated day of delivery, or null.</summary>
    public DateOnly? ExpectedOn { get; init; }

    /// <summary>Tracking numbers, each once, in the order of the advice.</summary>
    public IReadOnlyList<Tracking> Tracking { get; init; } = [];

    /// <summary>Pieces by line.</summary>
    public IReadOnlyList<DeliveryLine> Lines { get; init; } = [];
}
