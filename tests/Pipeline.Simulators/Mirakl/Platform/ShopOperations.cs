using System.Text.Json.Nodes;
using Pipeline.Simulators.Mirakl.Calls;
using Pipeline.Simulators.Mirakl.Catalogue;
using Pipeline.Simulators.Mirakl.Orders;

namespace Pipeline.Simulators.Mirakl.Platform;

/// <summary>A01 and PC01: the shop, and the switches of the platform that change what callers may do.</summary>
internal sealed class ShopOperations(SimulatedTenant tenant)
{
    public IEnumerable<ApiOperation> All =>
    [
        new("A01", HttpMethod.Get, "/api/account", Account) { Limit = RateLimit.EachDay },
        new("PC01", HttpMethod.Get, "/api/platform/configuration", _ => Configuration()) { Limit = RateLimit.EachDay },
    ];

    private static ApiAnswer Account(ApiCall call)
    {
        Shop shop = call.Shop;
        ShopOrder[] decided = [.. shop.Orders.Where(order => order.Decided is not null)];
        JsonObject account = JsonNode.Parse(OperatorCatalogue.Sample("account.json"))!.AsObject();
        account["shop_id"] = shop.Id;
        account["shop_name"] = shop.Name;
        account["shop_state"] = shop.State;
        account["suspension_type"] = shop.State == "SUSPENDED" ? "AUTOMATIC" : null;
        account["channels"] = Wire.Texts(PlatformOperations.Channels.Keys);
        account["offers_count"] = shop.Offers.All.Count;
        account["orders_count"] = shop.Orders.Count;
        account["approval_delay"] = decided.Length == 0 ? null : (long)decided.Average(order => (order.Decided!.Value - order.Created).TotalSeconds);
        account["approval_rate"] = decided.Length == 0 ? null : 100m * decided.Count(order => order.IsAccepted) / decided.Length;
        account["last_updated_date"] = Wire.Time(call.Now);
        return ApiAnswer.Of(account);
    }

    private ApiAnswer Configuration()
    {
        MiraklOptions options = tenant.Options;
        JsonObject configuration = JsonNode.Parse(OperatorCatalogue.Sample("platform-configuration.json"))!.AsObject();
        JsonNode features = configuration["features"]!;
        features["shipment"]!["multi_shipment"] = options.HasShipments;
        features["order_workflows"]!["shipping_and_billing_details_before_acceptance"] = options.ShowsAddressesEarly;
        features["disable_seller_alternative_carrier"] = options.RefusesOtherCarriers;
        features["pricing"]!["discount_period_required"] = options.DemandsDiscountPeriod;
        configuration["tenant_name"] = options.Tenant;
        return ApiAnswer.Of(configuration);
    }
}
