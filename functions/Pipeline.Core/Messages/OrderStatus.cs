using System.Text.Json.Serialization;
using Pipeline.Core.Catalog;

namespace Pipeline.Core.Messages;

/// <summary>A full snapshot of a distributor order, pushed on each change or asked for.</summary>
public sealed record OrderStatus : OrderMessage
{
    /// <summary>Our number.</summary>
    public required string PurchaseOrderNumber { get; init; }

    /// <summary>The distributor's number, or null.</summary>
    public string? DistributorOrderNumber { get; init; }

    /// <summary>Day of the distributor's order, or null.</summary>
    public DateOnly? DistributorOrderDate { get; init; }

    /// <summary>Time of the change at the distributor, UTC: orders the snapshots; or null.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>State of the order.</summary>
    public required OrderStatusCode Status { get; init; }

    /// <summary>The distributor's code, as sent.</summary>
    public string? StatusCode { get; init; }

    /// <summary>The distributor's words, or null.</summary>
    public string? StatusText { get; init; }

    /// <summary>Whether it has been paid.</summary>
    public PaymentStatus Payment { get; init; }

    /// <summary>Why the snapshot was sent (ETA_CHANGE, SHIPMENT, INVOICED, VOIDED, PAYMENT, HOLD, RELEASE), as sent; or null.</summary>
    public string? ChangeReason { get; init; }

    /// <summary>Lines; empty when the snapshot was asked for without details.</summary>
    public IReadOnlyList<OrderStatusLine> Lines { get; init; } = [];

    /// <summary>Serial numbers that are tied to no line, in the order sent; null when there are none.</summary>
    public IReadOnlyList<string>? SerialNumbers { get; init; }

    /// <inheritdoc/>
    public override string DocumentKey => $"orderStatus/{PurchaseOrderNumber}/{DistributorOrderNumber}";

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> Orders => [PurchaseOrderNumber];

    /// <inheritdoc/>
    public override DateTimeOffset VersionTime => ChangedAt ?? base.VersionTime;
}

/// <summary>Whether an order has been paid.</summary>
public enum PaymentStatus
{
    /// <summary>Not said.</summary>
    Unknown,

    /// <summary>Not paid yet.</summary>
    Open,

    /// <summary>Paid.</summary>
    Paid,

    /// <summary>Due and not paid.</summary>
    Overdue,

    /// <summary>Stopped for lack of credit.</summary>
    CreditBlock,
}

/// <summary>One line of an <see cref="OrderStatus"/>; quantities are cumulative.</summary>
public sealed record OrderStatusLine
{
    /// <summary>Our line number, or null.</summary>
    public LineNumber? LineNumber { get; init; }

    /// <summary>The distributor's line number, or null.</summary>
    public DistributorLineNumber? DistributorLineNumber { get; init; }

    /// <summary>The article, or null.</summary>
    public DistributorSku? Sku { get; init; }

    /// <summary>State of the line.</summary>
    public required OrderStatusCode Status { get; init; }

    /// <summary>The distributor's code, as sent.</summary>
    public string? StatusCode { get; init; }

    /// <summary>True when a number of it could not be read, so that nothing is concluded from it; else null.</summary>
    public bool? IsUnsure { get; init; }

    /// <summary>Pieces on this distributor order.</summary>
    public int Ordered { get; init; }

    /// <summary>Pieces the status calls shipped. Not a shipment: that is the despatch advice.</summary>
    public int Shipped { get; init; }

    /// <summary>Pieces on back-order.</summary>
    public int BackOrdered { get; init; }

    /// <summary>Expected day of delivery now, or null.</summary>
    public DateOnly? DeliveryDate { get; init; }

    /// <summary>Expected day before this change, or null.</summary>
    public DateOnly? PreviousDeliveryDate { get; init; }
}

/// <summary>States of an order or line at the distributor.</summary>
public enum OrderStatusCode
{
    /// <summary>Any text the profile does not map; never a failure.</summary>
    Unknown,

    /// <summary>In progress.</summary>
    Open,

    /// <summary>Waits for manual work at the distributor; alert after 24 hours.</summary>
    OnHold,

    /// <summary>Waits for credit or payment.</summary>
    CreditHold,

    /// <summary>Released to the warehouse; also what IM-XML calls SHIPPED, which is not shipped yet.</summary>
    Released,

    /// <summary>Waits for goods.</summary>
    BackOrdered,

    /// <summary>Part has been handed to the carrier.</summary>
    PartiallyShipped,

    /// <summary>All has been handed to the carrier.</summary>
    Shipped,

    /// <summary>Billed.</summary>
    Invoiced,

    /// <summary>Paid.</summary>
    Paid,

    /// <summary>Cancelled at the distributor.</summary>
    Voided,

    /// <summary>A billing error; goods still ship.</summary>
    BillingError,
}
