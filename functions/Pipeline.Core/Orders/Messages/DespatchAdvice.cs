using System.Text.Json.Serialization;

namespace Pipeline.Core.Orders.Messages;

/// <summary>One shipment that left a warehouse, with all or part of an order.</summary>
public sealed record DespatchAdvice : OrderMessage
{
    /// <summary>The distributor's number of the shipment.</summary>
    public required string DespatchAdviceNumber { get; init; }

    /// <summary>Our number of the order.</summary>
    public required string PurchaseOrderNumber { get; init; }

    /// <summary>The distributor's number of the order; absent in the published schema.</summary>
    public string? DistributorOrderNumber { get; init; }

    /// <summary>Day the goods left, or null.</summary>
    public DateOnly? DespatchDate { get; init; }

    /// <summary>Estimated day of delivery, or null.</summary>
    public DateOnly? DeliveryDate { get; init; }

    /// <summary>Packages of the shipment, or null.</summary>
    public int? Packages { get; init; }

    /// <summary>The distributor's code of the carrier, or null.</summary>
    public string? CarrierCode { get; init; }

    /// <summary>The carrier's name, or null.</summary>
    public string? CarrierName { get; init; }

    /// <summary>Weight as sent, or null.</summary>
    public decimal? Weight { get; init; }

    /// <summary>Unit of the weight as sent, for example <c>KGM</c>; or null.</summary>
    public string? WeightUnit { get; init; }

    /// <summary>Line elements the sender counted, or null.</summary>
    public int? TotalLines { get; init; }

    /// <summary>One per line and carton: the same line repeats with another tracking number.</summary>
    public IReadOnlyList<DespatchLine> Lines { get; init; } = [];

    /// <inheritdoc/>
    public override string DocumentKey => $"despatchAdvice/{DespatchAdviceNumber}";

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> Orders => [PurchaseOrderNumber];
}
