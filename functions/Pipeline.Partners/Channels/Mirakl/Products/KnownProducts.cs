namespace Pipeline.Partners.Channels.Mirakl.Products;

/// <summary>Products that the catalogue has.</summary>
internal sealed record KnownProducts
{
    public IReadOnlyList<KnownProduct> Products { get => field ?? []; init; }
}

/// <summary>A product of the catalogue.</summary>
/// <param name="ProductId">The number that it was found by.</param>
/// <param name="ProductIdType">What kind of number that is.</param>
/// <param name="ProductSku">The operator's number.</param>
internal sealed record KnownProduct(string ProductId, string ProductIdType, string? ProductSku)
{
    public string? ProductTitle { get; init; }

    public string? CategoryCode { get; init; }
}

/// <summary>Offers of all sellers on a product.</summary>
internal sealed record ProductOffers(string ProductSku)
{
    public IReadOnlyList<CompetingOffer> Offers { get => field ?? []; init; }
}

/// <summary>An offer of somebody.</summary>
internal sealed record CompetingOffer
{
    public string? ShopId { get; init; }

    public string? ShopName { get; init; }

    public decimal? Price { get; init; }

    /// <summary>With shipping.</summary>
    public decimal? TotalPrice { get; init; }

    public int? Quantity { get; init; }

    public string? StateCode { get; init; }

    public bool Active { get; init; }
}
