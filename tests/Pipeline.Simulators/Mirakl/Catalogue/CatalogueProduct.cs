namespace Pipeline.Simulators.Mirakl.Catalogue;

/// <summary>A product of the operator's catalogue.</summary>
/// <param name="Sku">The operator's number, for example <c>PX000012</c>.</param>
/// <param name="Ean">EAN.</param>
/// <param name="CategoryCode">Leaf of the hierarchy.</param>
/// <param name="Title">Title in French.</param>
/// <param name="Brand">Code of the brand.</param>
internal sealed record CatalogueProduct(string Sku, string Ean, string CategoryCode, string Title, string Brand)
{
    /// <summary>Offers of other sellers.</summary>
    public IReadOnlyList<RivalOffer> Rivals { get; init; } = [];
}

/// <summary>An offer of another seller.</summary>
/// <param name="OfferId">Number of the offer.</param>
/// <param name="ShopName">Name of the seller.</param>
/// <param name="Price">Price with shipping.</param>
/// <param name="Quantity">Units.</param>
internal sealed record RivalOffer(long OfferId, string ShopName, decimal Price, int Quantity);
