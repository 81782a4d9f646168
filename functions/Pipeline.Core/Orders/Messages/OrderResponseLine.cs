using Pipeline.Core.Catalog;

namespace Pipeline.Core.Orders.Messages;

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
