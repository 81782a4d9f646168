namespace Pipeline.Core.Channels.Offers;

/// <summary>Price, stock and terms of one product in a store, as they are sent; all of it each time, since what is not said may be reset.</summary>
public sealed record Offer
{
    /// <summary>Our number of the offer: at most 40 of <c>A-Z a-z 0-9 . _ -</c>. It belongs to one product for ever.</summary>
    public required string Sku { get; init; }

    /// <summary>The product.</summary>
    public required ProductReference Product { get; init; }

    /// <summary>Price in the store's currency, in its default sales channel; with VAT where the channel wants it.</summary>
    public decimal Price { get; init; }

    /// <summary>Pieces, 0 or more.</summary>
    public int Quantity { get; init; }

    /// <summary>Code of the condition; null leaves it to the channel.</summary>
    public string? State { get; init; }

    /// <summary>Days until an order leaves, 0 for the same day; null leaves it to the channel.</summary>
    public int? LeadTime { get; init; }

    /// <summary>A lower price, or null.</summary>
    public OfferDiscount? Discount { get; init; }

    /// <summary>Prices in further sales channels, ordered by their codes; where one is missing the default price holds.</summary>
    public IReadOnlyList<ChannelPrice> Prices { get; init; } = [];

    /// <summary>Months of warranty, or null.</summary>
    public int? WarrantyMonths { get; init; }

    /// <summary>Where the goods lie, in the channel's word, or null.</summary>
    public string? WarehouseLocation { get; init; }

    /// <summary>Code of the logistic class, or null.</summary>
    public string? LogisticClass { get; init; }

    /// <summary>Whether the offer is to be deleted; then only <see cref="Sku"/> counts.</summary>
    public bool IsDelete { get; init; }

    /// <summary>Two are equal when everything they say is.</summary>
    public bool Equals(Offer? other) => other is not null
        && (Sku, Product, Price, Quantity, State, LeadTime, Discount) == (other.Sku, other.Product, other.Price, other.Quantity, other.State, other.LeadTime, other.Discount)
        && (WarrantyMonths, WarehouseLocation, LogisticClass, IsDelete) == (other.WarrantyMonths, other.WarehouseLocation, other.LogisticClass, other.IsDelete)
        && Prices.SequenceEqual(other.Prices);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Sku, Product, Price, Quantity, Discount, Prices.Count, IsDelete);
}

/// <summary>What a channel knows a product by.</summary>
/// <param name="Type"><c>EAN</c> for a GTIN, <c>SHOP_SKU</c> for our own number, or a type of the channel's.</param>
/// <param name="Id">The number.</param>
public sealed record ProductReference(string Type, string Id)
{
    /// <summary>A product by its GTIN.</summary>
    public static ProductReference OfGtin(string gtin) => new("EAN", gtin);
}

/// <summary>A lower price for a time.</summary>
/// <param name="Price">The price, above zero and lower than the one that it is shown beside.</param>
/// <param name="From">First day in the store's time zone; null is at once.</param>
/// <param name="To">Last day; null is for ever.</param>
public sealed record OfferDiscount(decimal Price, DateOnly? From, DateOnly? To);

/// <summary>Price in one sales channel.</summary>
/// <param name="Channel">Code of the sales channel.</param>
/// <param name="Price">Price in the store's currency.</param>
/// <param name="Discount">A lower price there, or null.</param>
public sealed record ChannelPrice(string Channel, decimal Price, OfferDiscount? Discount);
