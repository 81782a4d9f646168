namespace Pipeline.Core.Channels.Offers;

/// <summary>An offer as the channel shows it.</summary>
/// <param name="Sku">Our number of the offer.</param>
public sealed record ConfirmedOffer(string Sku)
{
    /// <summary>The product that it belongs to there, or null when the channel does not say.</summary>
    public ProductReference? Product { get; init; }

    /// <summary>Price in the default sales channel, without any discount; null when there is none.</summary>
    public decimal? Price { get; init; }

    /// <summary>Pieces.</summary>
    public int Quantity { get; init; }

    /// <summary>Code of the condition, or null.</summary>
    public string? State { get; init; }

    /// <summary>Days until an order leaves, or null. Where a channel shows another number than was sent on purpose, the one that was sent.</summary>
    public int? LeadTime { get; init; }

    /// <summary>A lower price, or null.</summary>
    public OfferDiscount? Discount { get; init; }

    /// <summary>Prices in further sales channels, ordered by their codes.</summary>
    public IReadOnlyList<ChannelPrice> Prices { get; init; } = [];

    /// <summary>Whether customers can buy it.</summary>
    public bool IsActive { get; init; }

    /// <summary>Why they cannot, in the channel's words; may hold words that nobody knows yet.</summary>
    public IReadOnlyList<string> InactivityReasons { get; init; } = [];
}
