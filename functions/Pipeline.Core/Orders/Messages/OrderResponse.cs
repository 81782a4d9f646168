using System.Text.Json.Serialization;

namespace Pipeline.Core.Orders.Messages;

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
