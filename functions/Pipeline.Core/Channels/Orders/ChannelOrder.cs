using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Selling;

namespace Pipeline.Core.Channels.Orders;

/// <summary>An order as its channel gives it.</summary>
public sealed record ChannelOrder
{
    /// <summary>The channel's id of it.</summary>
    public required string ExternalId { get; init; }

    /// <summary>The number that the customer knows, or null.</summary>
    public string? CommercialId { get; init; }

    /// <summary>Where it stands.</summary>
    public required ChannelOrderState State { get; init; }

    /// <summary>The channel's own word for the state, for an issue about one that nobody knows.</summary>
    public string? StateText { get; init; }

    /// <summary>When it was created, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When the channel gives up waiting for our acceptance, UTC; null when it does not say.</summary>
    public DateTimeOffset? AcceptBy { get; init; }

    /// <summary>When it was accepted, UTC, or null.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>When it was paid, UTC, or null.</summary>
    public DateTimeOffset? DebitedAt { get; init; }

    /// <summary>By when the customer was promised to have it, UTC, or null.</summary>
    public DateTimeOffset? PromisedBy { get; init; }

    /// <summary>ISO 4217 code of its prices.</summary>
    public required string Currency { get; init; }

    /// <summary>What the customer pays for shipping.</summary>
    public decimal Shipping { get; init; }

    /// <summary>Where the goods go; null while the channel keeps it back.</summary>
    public DeliveryAddress? ShipTo { get; init; }

    /// <summary>The customer's language, for example <c>fr_FR</c>, or null.</summary>
    public string? Locale { get; init; }

    /// <summary>Code of the sales channel in which it was bought, or null.</summary>
    public string? SalesChannel { get; init; }

    /// <summary>Its lines, at least one, in the channel's order.</summary>
    public required IReadOnlyList<ChannelOrderLine> Lines { get; init; }
}

/// <summary>A line as the channel gives it.</summary>
public sealed record ChannelOrderLine
{
    /// <summary>The channel's id of it.</summary>
    public required string Id { get; init; }

    /// <summary>Our number of the offer; empty when the channel has none.</summary>
    public required string OfferSku { get; init; }

    /// <summary>Pieces.</summary>
    public required int Quantity { get; init; }

    /// <summary>What the customer pays for a piece.</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>Taxes of the line.</summary>
    public IReadOnlyList<ChannelTax> Taxes { get; init; } = [];

    /// <summary>Where it stands.</summary>
    public ChannelOrderState State { get; init; }
}
