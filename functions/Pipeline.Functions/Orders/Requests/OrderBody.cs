using Pipeline.Core.Orders.Intake;
using Pipeline.Functions.Orders.Views;

namespace Pipeline.Functions.Orders.Requests;

/// <summary>Body of <c>POST /api/orders</c>. It describes; <see cref="OrderRequestReader"/> reads. Unknown members are refused.</summary>
public sealed record OrderBody
{
    /// <summary>Where the order comes from; absent: placed over the API.</summary>
    public OrderSourceBody? Source { get; init; }

    /// <summary>Where the goods go; may be absent for an order placed elsewhere.</summary>
    public ShipToView? ShipTo { get; init; }

    /// <summary>Preferred day of delivery, today or later.</summary>
    public DateOnly? RequestedDeliveryDate { get; init; }

    /// <summary><c>partial</c> (default) or <c>complete</c>: whether everything must come in one shipment.</summary>
    public string? Shipment { get; init; }

    /// <summary>The end user's reference, printed for them; at most 50 characters.</summary>
    public string? EndUserReference { get; init; }

    /// <summary>1 to 200 lines.</summary>
    public required IReadOnlyList<OrderLineBody> Lines { get; init; }

    /// <summary>Takes over an order that was placed by other means: nothing is sent, its messages are followed.</summary>
    public PlacedElsewhereBody? PlacedElsewhere { get; init; }

    /// <summary>Whether this order ends as <c>simulated</c>, with the Order Create it would have sent.</summary>
    public bool? Test { get; init; }
}

/// <summary>Where an order comes from.</summary>
/// <param name="Channel">Code of small letters, digits and dashes; <c>api</c> when absent.</param>
/// <param name="Store">The configured account at the channel.</param>
/// <param name="ExternalId">The channel's id of the order.</param>
public sealed record OrderSourceBody(string? Channel, string? Store, string? ExternalId);

/// <summary>A line of an order. It names its article by exactly one of sku, gtin, or brand and mpn.</summary>
public sealed record OrderLineBody
{
    /// <summary>1 to 999, different on each line; absent: the lowest number that is free.</summary>
    public int? LineNumber { get; init; }

    /// <summary>Distributor to buy from; absent: the only one there is, or the best one for a gtin or mpn.</summary>
    public string? Distributor { get; init; }

    /// <summary>The distributor's article number, with or without leading zeros.</summary>
    public string? Sku { get; init; }

    /// <summary>EAN or UPC, with a valid check digit.</summary>
    public string? Gtin { get; init; }

    /// <summary>Maker, together with mpn.</summary>
    public string? Brand { get; init; }

    /// <summary>The maker's part number, together with brand.</summary>
    public string? Mpn { get; init; }

    /// <summary>Pieces, 1 to 999,999.</summary>
    public required int Quantity { get; init; }

    /// <summary>Highest net price per piece to accept; for an order placed elsewhere, the price it was ordered at.</summary>
    public decimal? MaxUnitPrice { get; init; }

    /// <summary>The vendor's quote that gives a special price.</summary>
    public string? SpecialBidNumber { get; init; }
}

/// <summary>Where an order was placed already.</summary>
/// <param name="Distributor">The distributor; may be absent when there is only one.</param>
/// <param name="PurchaseOrderNumber">The number it was placed under: 1 to 18 of <c>A-Z 0-9 -</c>.</param>
/// <param name="DistributorOrderNumber">The distributor's number, when it is known.</param>
public sealed record PlacedElsewhereBody(string? Distributor, string PurchaseOrderNumber, string? DistributorOrderNumber);
