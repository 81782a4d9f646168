using System.Text.Json.Nodes;
using Pipeline.Simulators.Mirakl.Calls;
using Pipeline.Simulators.Mirakl.Catalogue;
using Pipeline.Simulators.Mirakl.Platform;

namespace Pipeline.Simulators.Mirakl.Offers;

/// <summary>Offers as OF21, OF22 and P11 show them.</summary>
internal sealed class OfferJson(OperatorCatalogue catalogue)
{
    /// <summary>An offer of the shop.</summary>
    public JsonObject Own(ShopOffer offer, Shop shop, string? channel, DateTimeOffset now)
    {
        JsonObject json = Common(offer, shop, channel, now);
        json["shop_sku"] = offer.Sku;
        json["product_sku"] = offer.Product.Sku;
        json["product_title"] = offer.Product.Title;
        json["product_brand"] = offer.Product.Brand;
        json["product_description"] = null;
        json["product_references"] = References(offer.Product);
        json["category_code"] = offer.Product.CategoryCode;
        json["category_label"] = catalogue.CategoryLabel(offer.Product.CategoryCode);
        json["internal_description"] = offer.Text("internal-description");
        json["min_order_quantity"] = offer.Whole("min-order-quantity") ?? 1;
        json["max_order_quantity"] = offer.Whole("max-order-quantity") ?? 0;
        json["package_quantity"] = offer.Whole("package-quantity") ?? 1;
        json["product_tax_code"] = null;
        json["fulfillment"] = new JsonObject { ["center"] = new JsonObject { ["code"] = "DEFAULT" } };
        json["warehouses"] = new JsonArray();
        return json;
    }

    /// <summary>A product with its offers: the shop's, then those of others.</summary>
    public JsonObject OfProduct(CatalogueProduct product, Shop shop, IReadOnlyList<ShopOffer> own, string? channel, DateTimeOffset now)
    {
        JsonArray offers = Wire.Array(own.Select(offer => Sold(Common(offer, shop, channel, now), shop.Id, shop.Name)));
        foreach (RivalOffer rival in product.Rivals)
        {
            ShopOffer theirs = new(rival.OfferId, string.Empty, product);
            theirs.Write([new("price", Wire.Number(rival.Price)), new("quantity", Wire.Number(rival.Quantity)), new("state", "11")]);
            offers.Add(Sold(Common(theirs, shop, channel, now), rival.OfferId, rival.ShopName));
        }

        return new JsonObject
        {
            ["product_sku"] = product.Sku,
            ["product_title"] = product.Title,
            ["product_brand"] = product.Brand,
            ["product_references"] = References(product),
            ["category_code"] = product.CategoryCode,
            ["category_label"] = catalogue.CategoryLabel(product.CategoryCode),
            ["total_count"] = offers.Count,
            ["offers"] = offers,
        };
    }

    private static JsonObject Sold(JsonObject offer, long shopId, string shopName)
    {
        offer["shop_id"] = shopId;
        offer["shop_name"] = shopName;
        offer["shop_grade"] = 4.5m;
        offer["nb_evaluation"] = 12;
        offer["is_professional"] = true;
        offer["premium"] = false;
        return offer;
    }

    private static JsonObject Common(ShopOffer offer, Shop shop, string? channel, DateTimeOffset now)
    {
        IReadOnlyList<string> reasons = offer.InactivityReasons(shop.State, now);
        OfferPrice? price = offer.PriceOf(channel);
        OfferPrice? usual = offer.PriceOf(null);
        string logistic = offer.Text("logistic-class") ?? "STD";
        return new JsonObject
        {
            ["offer_id"] = offer.Id,
            ["active"] = reasons.Count == 0,
            ["inactivity_reasons"] = Wire.Texts(reasons),
            ["state_code"] = offer.State,
            ["quantity"] = offer.Quantity,
            ["price"] = price?.At(now),
            ["total_price"] = price?.At(now),
            ["currency_iso_code"] = "EUR",
            ["applicable_pricing"] = price is null ? null : Price(price, price == usual ? null : channel, now),
            ["all_prices"] = Wire.Array([
                .. usual is null ? [] : new JsonNode?[] { Price(usual, null, now) },
                .. offer.PricedChannels.Select(code => Price(offer.PriceOf(code)!, code, now)),
            ]),
            ["discount"] = usual?.Discount is { } discount
                ? new JsonObject
                {
                    ["discount_price"] = discount,
                    ["origin_price"] = usual.Origin,
                    ["start_date"] = Wire.Time(usual.Start),
                    ["end_date"] = Wire.Time(usual.End),
                    ["ranges"] = new JsonArray(),
                }
                : null,
            ["channels"] = Wire.Texts(PlatformOperations.Channels.Keys),
            ["description"] = offer.Text("description") ?? string.Empty,
            ["price_additional_info"] = offer.Text("price-additional-info"),
            ["min_quantity_alert"] = offer.Whole("min-quantity-alert") ?? 0,
            ["available_start_date"] = Wire.Time(OfferColumns.Start(offer.Text("available-start-date"))),
            ["available_end_date"] = Wire.Time(OfferColumns.End(offer.Text("available-end-date"))),
            ["leadtime_to_ship"] = offer.LeadTime,
            ["shipping_deadline"] = Wire.Time(now.AddDays(offer.LeadTime)),
            ["logistic_class"] = new JsonObject { ["code"] = logistic, ["label"] = PlatformOperations.LogisticClasses[logistic] },
            ["min_shipping_price"] = 0,
            ["min_shipping_price_additional"] = 0,
            ["min_shipping_type"] = "STD",
            ["min_shipping_zone"] = "FR",
            ["favorite_rank"] = null,
            ["allow_quote_requests"] = offer.Text("allow-quote-requests") == "true",
            ["offer_additional_fields"] = Wire.Array(PlatformOperations.OfferFields.Where(field => offer.Text(field.Code) is not null).Select(field => new JsonObject
            {
                ["code"] = field.Code,
                ["type"] = field.Type,
                ["value"] = offer.Text(field.Code),
            })),
        };
    }

    private static JsonObject Price(OfferPrice price, string? channel, DateTimeOffset now) => new()
    {
        ["channel_code"] = channel,
        ["context"] = new JsonObject { ["channel_codes"] = channel is null ? null : Wire.Texts([channel]) },
        ["price"] = price.At(now),
        ["unit_origin_price"] = price.Origin,
        ["unit_discount_price"] = price.Discount,
        ["discount_start_date"] = Wire.Time(price.Start),
        ["discount_end_date"] = Wire.Time(price.End),
        ["volume_prices"] = new JsonArray(),
    };

    private static JsonArray References(CatalogueProduct product) => [new JsonObject { ["reference_type"] = "EAN", ["reference"] = product.Ean }];
}
