using System.Text.Json.Serialization;
using Pipeline.Core.Catalog;

namespace Pipeline.Core.Messages;

/// <summary>Whether sales accepted an order.</summary>
public sealed record OrderResponse : OrderMessage
{
    /// <summary>Our number.</summary>
    public required string PurchaseOrderNumber { get; init; }

    /// <summary>The distributor's number; null when the order was rejected.</summary>
    public string? DistributorOrderNumber { get; init; }

    /// <summary>Day of the distributor's order, or null.</summary>
    public DateOnly? DistributorOrderDate { get; init; }

    /// <summary>Accepted, rejected or in part.</summary>
    public required ResponseStatus Status { get; init; }

    /// <summary>The distributor's code of the status, as sent.</summary>
    public string? StatusCode { get; init; }

    /// <summary>The distributor's words for the status, or null.</summary>
    public string? StatusText { get; init; }

    /// <summary>Why it was rejected, or null.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>ISO 4217 code of the amounts, or null.</summary>
    public string? Currency { get; init; }

    /// <summary>Freight without VAT, or null.</summary>
    public decimal? FreightAmount { get; init; }

    /// <summary>Lines the response speaks of.</summary>
    public IReadOnlyList<OrderResponseLine> Lines { get; init; } = [];

    /// <inheritdoc/>
    public override string DocumentKey => $"orderResponse/{PurchaseOrderNumber}/{DistributorOrderNumber}";

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> Orders => [PurchaseOrderNumber];
}

/// <summary>What an Order Response says about the whole order.</summary>
public enum ResponseStatus
{
    /// <summary>A code the profile does not map; the lines decide.</summary>
    Unknown,

    /// <summary>Accepted (OC).</summary>
    Accepted,

    /// <summary>Accepted in part (PR); the lines decide, unless a setting says that it means rejected.</summary>
    PartlyAccepted,

    /// <summary>Rejected (OR): ends the order.</summary>
    Rejected,
}

/// <summary>One line of an <see cref="OrderResponse"/>: also the pairing of both line numbers.</summary>
public sealed record OrderResponseLine
{
    /// <summary>Our line number; null when the echo is blank or cut (then SKU and quantity decide).</summary>
    public LineNumber? LineNumber { get; init; }

    /// <summary>The distributor's line number; null when the line was rejected.</summary>
    public DistributorLineNumber? DistributorLineNumber { get; init; }

    /// <summary>The article; may be a substitute for the one ordered.</summary>
    public DistributorSku? Sku { get; init; }

    /// <summary>The maker's part number, or null.</summary>
    public string? ManufacturerPartNumber { get; init; }

    /// <summary>Confirmed, back-ordered or rejected.</summary>
    public required ResponseLineStatus Status { get; init; }

    /// <summary>The distributor's code of the status, as sent.</summary>
    public string? StatusCode { get; init; }

    /// <summary>Why it was rejected, or null.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>Reason in a person's words, or null.</summary>
    public string? Text { get; init; }

    /// <summary>True when a number or a code of it could not be read, so that nothing is concluded from it; else null.</summary>
    public bool? IsUnsure { get; init; }

    /// <summary>Pieces we asked for, as echoed.</summary>
    public int Requested { get; init; }

    /// <summary>Pieces confirmed from stock.</summary>
    public int Confirmed { get; init; }

    /// <summary>Pieces kept on back-order.</summary>
    public int BackOrdered { get; init; }

    /// <summary>Confirmed net price per piece, or null; may differ from ours.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>Confirmed net price of the line, or null.</summary>
    public decimal? ExtendedPrice { get; init; }

    /// <summary>Last delivery day of the line, or null.</summary>
    public DateOnly? DeliveryDate { get; init; }

    /// <summary>Deliveries by day, when the line is split.</summary>
    public IReadOnlyList<ScheduledDelivery> Schedule { get; init; } = [];
}

/// <summary>What an Order Response says about a line.</summary>
public enum ResponseLineStatus
{
    /// <summary>A code the profile does not map; the quantities decide.</summary>
    Unknown,

    /// <summary>Confirmed (LC).</summary>
    Confirmed,

    /// <summary>Back-ordered, at least in part (LB).</summary>
    BackOrdered,

    /// <summary>Rejected (LR): ends the line only.</summary>
    Rejected,
}

/// <summary>Pieces of a line due on a day.</summary>
/// <param name="Quantity">Pieces.</param>
/// <param name="Date">Day, or null when not known yet.</param>
public sealed record ScheduledDelivery(int Quantity, DateOnly? Date);
