using System.Text.Json.Serialization;

namespace Pipeline.Core.Orders.Messages;

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

    /// <inheritdoc/>
    public override string DocumentKey => $"orderStatus/{PurchaseOrderNumber}/{DistributorOrderNumber}";

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> Orders => [PurchaseOrderNumber];

    /// <inheritdoc/>
    public override DateTimeOffset VersionTime => ChangedAt ?? base.VersionTime;
}
