namespace Pipeline.Partners.Channels.Mirakl.Offers;

/// <summary>An offer of ours as the operator shows it.</summary>
internal sealed record ShownOffer
{
    /// <summary>The operator's number.</summary>
    public string? OfferId { get; init; }

    /// <summary>Our number.</summary>
    public string? ShopSku { get; init; }

    public string? ProductSku { get; init; }

    public IReadOnlyList<ShownReference> ProductReferences { get => field ?? []; init; }

    public string? ProductTitle { get; init; }

    public string? CategoryCode { get; init; }

    public string? StateCode { get; init; }

    public bool Active { get; init; }

    public IReadOnlyList<string> InactivityReasons { get => field ?? []; init; }

    public int? Quantity { get; init; }

    public decimal? Price { get; init; }

    public IReadOnlyList<ShownPrice> AllPrices { get => field ?? []; init; }

    public IReadOnlyList<string> Channels { get => field ?? []; init; }

    /// <summary>Days; a 0 that was sent is shown as 1.</summary>
    public int? LeadtimeToShip { get; init; }

    public ShownClass? LogisticClass { get; init; }

    public decimal? MinShippingPrice { get; init; }

    public string? CurrencyIsoCode { get; init; }

    public IReadOnlyList<ShownField> OfferAdditionalFields { get => field ?? []; init; }
}

internal sealed record ShownReference(string? ReferenceType, string? Reference);

internal sealed record ShownClass(string? Code, string? Label);

internal sealed record ShownField(string? Code, string? Value);

/// <summary>A price.</summary>
internal sealed record ShownPrice
{
    /// <summary>Sales channel; null for all, or where several may have the price.</summary>
    public string? ChannelCode { get; init; }

    public ShownPriceContext? Context { get; init; }

    /// <summary>Price without discount.</summary>
    public decimal? UnitOriginPrice { get; init; }

    public decimal? UnitDiscountPrice { get; init; }

    public DateTimeOffset? DiscountStartDate { get; init; }

    public DateTimeOffset? DiscountEndDate { get; init; }

    /// <summary>The sales channels that it is for; none for all.</summary>
    public IReadOnlyList<string> ForChannels => ChannelCode is { Length: > 0 } channel ? [channel] : Context?.ChannelCodes ?? [];
}

internal sealed record ShownPriceContext
{
    public IReadOnlyList<string> ChannelCodes { get => field ?? []; init; }
}
