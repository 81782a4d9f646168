using System.Text.Json.Nodes;
using Pipeline.Simulators.Mirakl.Calls;
using Pipeline.Simulators.Mirakl.Catalogue;

namespace Pipeline.Simulators.Mirakl.Offers;

/// <summary>OF21, OF22, OF26 and P11: the offers of the shop, and those beside them.</summary>
internal sealed class OfferReads(SimulatedTenant tenant)
{
    private static readonly string[] Sorts = ["totalPrice", "price", "productTitle"];

    private readonly OfferJson json = new(tenant.Catalogue);

    public IEnumerable<ApiOperation> All =>
    [
        new("OF21", HttpMethod.Get, "/api/offers", Own),
        new("OF22", HttpMethod.Get, "/api/offers/{offer}", call => ApiAnswer.Of(json.Own(Find(call), call.Shop, call.Text("pricing_channel_code"), call.Now))),
        new("OF26", HttpMethod.Get, "/api/offers/{offer}/quantity", Quantity),
        new("P11", HttpMethod.Get, "/api/products/offers", OfProducts),
    ];

    private ApiAnswer Own(ApiCall call)
    {
        IReadOnlyList<string> states = call.List("offer_state_codes");
        string? channel = call.Text("pricing_channel_code");
        bool isFavourite = call.Flag("favorite");
        string sort = call.Text("sort") ?? Sorts[0];
        string order = call.Text("order") ?? "asc";
        if (!Sorts.Contains(sort) || order is not ("asc" or "desc"))
        {
            throw ApiRefusal.Bad("The value is invalid for the parameter : sort");
        }

        IEnumerable<ShopOffer> found = call.Shop.Offers.All.Where(offer => !isFavourite
            && (call.Text("sku") is not { } sku || offer.Sku == sku)
            && (call.Text("product_id") is not { } product || offer.Product.Sku == product)
            && (states.Count == 0 || states.Contains(offer.State)));
        Func<ShopOffer, object> key = sort == "productTitle" ? offer => offer.Product.Title : offer => offer.PriceOf(channel)?.At(call.Now) ?? 0;
        List<ShopOffer> sorted = [.. order == "asc" ? found.OrderBy(key).ThenBy(offer => offer.Id) : found.OrderByDescending(key).ThenBy(offer => offer.Id)];
        return Pages.Offset(call, "offers", sorted, offer => json.Own(offer, call.Shop, channel, call.Now));
    }

    private static ApiAnswer Quantity(ApiCall call) => ApiAnswer.Of(new JsonObject { ["offer_id"] = Find(call).Id, ["quantity"] = Find(call).Quantity });

    private ApiAnswer OfProducts(ApiCall call)
    {
        IReadOnlyList<string> ids = call.List("product_ids");
        IReadOnlyList<string> references = call.List("product_references");
        if (ids.Count == 0 && references.Count == 0)
        {
            throw ApiRefusal.Bad("One of the parameters is required : product_ids, product_references");
        }

        bool isAll = call.Flag("all_offers");
        IEnumerable<CatalogueProduct> products = ids.Select(id => tenant.Catalogue.Find(call.Shop.Id, "SKU", id))
            .Concat(references.Select(reference => reference.Split('|') is [{ } type, { } id] ? tenant.Catalogue.Find(call.Shop.Id, type, id)
                : throw ApiRefusal.Bad($"The value '{reference}' is invalid for the parameter : product_references")))
            .OfType<CatalogueProduct>().Distinct();
        return Wire.List("products", products.Select(product => (JsonNode?)json.OfProduct(
            product,
            call.Shop,
            [.. call.Shop.Offers.All.Where(offer => offer.Product == product && (isAll || offer.InactivityReasons(call.Shop.State, call.Now).Count == 0))],
            call.Text("pricing_channel_code"),
            call.Now)));
    }

    private static ShopOffer Find(ApiCall call) => call.Shop.Offers.Find(call.PathNumber("offer")) ?? throw ApiRefusal.Unknown($"Offer with id {call.Path["offer"]} not found");
}
