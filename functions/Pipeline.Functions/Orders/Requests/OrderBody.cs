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
