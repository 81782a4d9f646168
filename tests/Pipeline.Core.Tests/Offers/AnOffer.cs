using Pipeline.Core.Catalog;
using Pipeline.Core.Channels;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Offers.Computing;
using Pipeline.Core.Offers.Listings;
using Pipeline.Core.Pricing;

namespace Pipeline.Core.Tests.Offers;

/// <summary>Listings, articles and terms with sensible values, told apart by what a test changes.</summary>
internal static class AnOffer
{
    public const string Gtin = "4006381333931";

    public static readonly DateOnly Today = new(2026, 3, 10);

    public static Store Store => new() { Code = "corner", Kind = "bazaar", TimeZone = "Europe/Paris", Currency = "EUR" };

    public static Listing Listing => new() { Sku = Gtin, Gtin = Gtin };

    public static Offer Of(decimal price, int quantity) => new() { Sku = Gtin, Product = ProductReference.OfGtin(Gtin), Price = price, Quantity = quantity };

    /// <summary>A listing of its own GTIN that the channel has confirmed at a price and a quantity, and that wants others.</summary>
    public static Listing Confirmed(string gtin, decimal price, int quantity, decimal wantedPrice, int wantedQuantity) => new()
    {
        Sku = gtin,
        Gtin = gtin,
        Confirmed = Of(price, quantity) with { Sku = gtin, Product = ProductReference.OfGtin(gtin) },
        Wanted = Of(wantedPrice, wantedQuantity) with { Sku = gtin, Product = ProductReference.OfGtin(gtin) },
    };

    public static CatalogEntry Article(string distributor = "north", string sku = "A1") => new()
    {
        Distributor = distributor,
        Sku = sku,
        SkuAsShown = sku,
        Gtin = Gtin,
        Brand = "Zentaro",
        Category = [new Category("10", "Books")],
        Stock = new CatalogStock(0, 0, 0, []),
        Freshness = new Freshness(null, null),
        Active = true,
        Sellable = true,
    };

    public static OfferSource Source(decimal cost, int available, string distributor = "north") => new(Article(distributor), cost, available, null);

    public static OfferTerms Terms(Store? store = null, OfferRules? rules = null, params MarginRule[] margins) => new(
        store ?? Store,
        new MarginRules { Rules = margins.Length == 0 ? [new MarginRule { Id = "all", Percent = 10 }] : margins },
        rules ?? OfferRules.None,
        Today);
}
