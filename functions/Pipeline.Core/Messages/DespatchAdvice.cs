using System.Text.Json.Serialization;
using Pipeline.Core.Catalog;

namespace Pipeline.Core.Messages;

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

/// <summary>What of a line is in one carton of a <see cref="DespatchAdvice"/>.</summary>
public sealed record DespatchLine
{
    /// <summary>Our line number (only in C1), or null.</summary>
    public LineNumber? LineNumber { get; init; }

    /// <summary>The distributor's line number, or null.</summary>
    public DistributorLineNumber? DistributorLineNumber { get; init; }

    /// <summary>The article, or null.</summary>
    public DistributorSku? Sku { get; init; }

    /// <summary>True when a number or a code of it could not be read, so that nothing is concluded from it; else null.</summary>
    public bool? IsUnsure { get; init; }

    /// <summary>Pieces in the carton.</summary>
    public int Quantity { get; init; }

    /// <summary>EAN or UPC as sent, or null.</summary>
    public string? Gtin { get; init; }

    /// <summary>The maker's part number, or null.</summary>
    public string? ManufacturerPartNumber { get; init; }

    /// <summary>Description, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Serial numbers in the order sent; empty elements are left out.</summary>
    public IReadOnlyList<string> SerialNumbers { get; init; } = [];

    /// <summary>Tracking numbers of the carton; empty when the carrier gives none.</summary>
    public IReadOnlyList<Tracking> Tracking { get; init; } = [];
}

/// <summary>How to follow a carton.</summary>
/// <param name="Number">The carrier's number.</param>
/// <param name="Url">Page that shows where it is, as sent; or null.</param>
/// <param name="Carrier">The carrier's name or code, or null.</param>
public sealed record Tracking(string Number, string? Url, string? Carrier);
