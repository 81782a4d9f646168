using Pipeline.Simulators.Mirakl.Catalogue;

namespace Pipeline.Simulators.Mirakl.Offers;

/// <summary>The offers of a shop, and the SKUs of those that it has deleted. For one thread at a time.</summary>
internal sealed class OfferShelf
{
    private readonly Dictionary<string, ShopOffer> offers = [];
    private readonly Dictionary<string, (string Ean, DateTimeOffset At)> tombstones = [];

    /// <summary>In the order in which they were made.</summary>
    public IReadOnlyCollection<ShopOffer> All => offers.Values;

    public ShopOffer? Find(string sku) => offers.GetValueOrDefault(sku);

    public ShopOffer? Find(long id) => offers.Values.FirstOrDefault(offer => offer.Id == id);

    public ShopOffer Add(long id, string sku, CatalogueProduct product) => offers[sku] = new ShopOffer(id, sku, product);

    /// <summary>Deletes an offer for good; its SKU stays bound to its product for a while.</summary>
    public void Delete(string sku, DateTimeOffset at)
    {
        tombstones[sku] = (offers[sku].Product.Ean, at);
        _ = offers.Remove(sku);
    }

    /// <summary>The EAN that a SKU without an offer is still bound to; null: it is free.</summary>
    public string? BoundEan(string sku, DateTimeOffset now, TimeSpan binding) =>
        tombstones.TryGetValue(sku, out (string Ean, DateTimeOffset At) found) && now < found.At + binding ? found.Ean : null;

    public void Clear()
    {
        offers.Clear();
        tombstones.Clear();
    }
}
