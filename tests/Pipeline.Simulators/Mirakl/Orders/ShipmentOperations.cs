using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Simulators.Mirakl.Calls;
using Pipeline.Simulators.Mirakl.Platform;

namespace Pipeline.Simulators.Mirakl.Orders;

/// <summary>ST01, ST06, ST11, ST12, ST23 and ST24: several parcels of an order. 404 where the operator has not enabled them.</summary>
internal sealed class ShipmentOperations(SimulatedTenant tenant, ShippingOperations shipping)
{
    private const int MostShipments = 1000;

    public IEnumerable<ApiOperation> All =>
    [
        new("ST01", HttpMethod.Post, "/api/shipments", Enabled(Create)) { Consumes = "application/json" },
        new("ST11", HttpMethod.Get, "/api/shipments", Enabled(List)),
        new("ST12", HttpMethod.Get, "/api/shipments/items_to_ship", Enabled(ToShip)) { Limit = RateLimit.Each(TimeSpan.FromMinutes(5)) },
        new("ST23", HttpMethod.Post, "/api/shipments/tracking", Enabled(call => Each(call, Track))) { Consumes = "application/json" },
        new("ST24", HttpMethod.Put, "/api/shipments/ship", Enabled(call => Each(call, Ship))) { Consumes = "application/json" },
        new("ST06", HttpMethod.Put, "/api/shipments/delete", Enabled(call => Each(call, Delete))) { Consumes = "application/json" },
    ];

    private Func<ApiCall, ApiAnswer> Enabled(Func<ApiCall, ApiAnswer> answer) =>
        call => tenant.Options.HasShipments ? answer(call) : throw ApiRefusal.Unknown("Not found");

    private ApiAnswer Create(ApiCall call)
    {
        JsonArray success = [];
        JsonArray errors = [];
        foreach (JsonObject wanted in Items(call))
        {
            string id = wanted["order_id"]?.ToString() ?? string.Empty;
            try
            {
                success.Add(Json(Created(call, wanted, id)));
            }
            catch (ApiRefusal refusal)
            {
                errors.Add(new JsonObject { ["order_id"] = id, ["message"] = refusal.Message });
            }
        }

        return ApiAnswer.Created(new JsonObject { ["shipment_success"] = success, ["shipment_errors"] = errors });
    }

    private Shipment Created(ApiCall call, JsonObject wanted, string orderId)
    {
        ShopOrder order = call.Shop.Orders.FirstOrDefault(order => order.Id == orderId) ?? throw ApiRefusal.Bad("The order is unknown.");
        if (order.State != "SHIPPING")
        {
            throw ApiRefusal.Bad($"The order status must be 'SHIPPING' but it is '{order.State}'.");
        }

        List<(string LineId, int Quantity, string? Package)> lines = [.. (wanted["shipment_lines"] as JsonArray ?? []).OfType<JsonObject>().Select(line =>
            (line["order_line_id"]?.ToString() ?? string.Empty, line["quantity"]?.GetValueKind() == JsonValueKind.Number ? line["quantity"]!.GetValue<int>() : 0, line["package_reference"]?.ToString()))];
        if (lines.Count == 0 || lines.GroupBy(line => line.LineId).Any(group => group.Any(line => line.Quantity < 1)
            || group.Sum(line => line.Quantity) > Open(call.Shop, order, group.Key)))
        {
            throw ApiRefusal.Bad("Shipment quantity is invalid.");
        }

        Shipment shipment = new($"00000000-0000-4000-9000-{tenant.NextNumber():x12}", order, lines, call.Now) { InvoiceReference = wanted["invoice_reference"]?.ToString() };
        if (wanted["tracking"] is JsonObject tracking)
        {
            Track(shipment, tracking, call);
        }

        if (wanted["shipped"]?.GetValueKind() == JsonValueKind.True)
        {
            Demand(shipment);
        }

        call.Shop.Shipments.Add(shipment);
        if (wanted["shipped"]?.GetValueKind() == JsonValueKind.True)
        {
            Ship(call, shipment);
        }

        return shipment;
    }

    // Units of a line that are in no shipment yet.
    private static int Open(Shop shop, ShopOrder order, string lineId) => (order.Lines.FirstOrDefault(line => line.Id == lineId)?.Wanted ?? 0)
        - shop.Shipments.Where(shipment => shipment.Order == order).SelectMany(shipment => shipment.Lines).Where(line => line.LineId == lineId).Sum(line => line.Quantity);

    private ApiAnswer Each(ApiCall call, Func<ApiCall, Shipment, JsonObject, bool> change)
    {
        JsonArray success = [];
        JsonArray errors = [];
        foreach (JsonObject wanted in Items(call))
        {
            string id = wanted["id"]?.ToString() ?? string.Empty;
            try
            {
                _ = change(call, call.Shop.Shipments.FirstOrDefault(shipment => shipment.Id == id) ?? throw ApiRefusal.Bad("The shipment is unknown."), wanted);
                success.Add(new JsonObject { ["id"] = id });
            }
            catch (ApiRefusal refusal)
            {
                errors.Add(new JsonObject { ["id"] = id, ["message"] = refusal.Message });
            }
        }

        return ApiAnswer.Of(new JsonObject { ["shipment_success"] = success, ["shipment_errors"] = errors });
    }

    private bool Track(ApiCall call, Shipment shipment, JsonObject wanted)
    {
        Track(shipment, wanted["tracking"] as JsonObject ?? throw ApiRefusal.Bad("The tracking is missing."), call);
        return true;
    }

    private void Track(Shipment shipment, JsonObject tracking, ApiCall call)
    {
        (shipment.CarrierCode, shipment.CarrierName, shipment.TrackingNumber, shipment.TrackingUrl) = shipping.Read(call, tracking, "tracking_url");
        shipment.Updated = call.Now;
        shipment.Order.Tracked ??= call.Now;
    }

    private bool Ship(ApiCall call, Shipment shipment, JsonObject wanted)
    {
        if (shipment.Shipped is not null)
        {
            throw ApiRefusal.Bad("The shipment status must be 'SHIPPING' but it is 'SHIPPED'.");
        }

        Demand(shipment);
        Ship(call, shipment);
        return wanted.Count > 0;
    }

    private void Ship(ApiCall call, Shipment shipment)
    {
        (shipment.Shipped, shipment.Updated) = (call.Now, call.Now);
        ShopOrder order = shipment.Order;
        order.Updated = call.Now;
        bool isWhole = call.Shop.Shipments.Where(other => other.Order == order).All(other => other.Shipped is not null)
            && order.Lines.All(line => Open(call.Shop, order, line.Id) == 0);
        if (isWhole)
        {
            (order.CarrierCode, order.CarrierName, order.TrackingNumber, order.TrackingUrl) =
                (shipment.CarrierCode, shipment.CarrierName, shipment.TrackingNumber, shipment.TrackingUrl);
            shipping.Ship(order, call.Now);
        }
    }

    private void Demand(Shipment shipment)
    {
        if (shipment is { TrackingNumber: null, Order.ShippingType: "STD" } && tenant.Options.DemandsTracking)
        {
            throw ApiRefusal.Bad("Tracking details are mandatory for this shipping method.");
        }
    }

    private static bool Delete(ApiCall call, Shipment shipment, JsonObject wanted) => shipment.Shipped is null
        ? call.Shop.Shipments.Remove(shipment) && wanted.Count > 0
        : throw ApiRefusal.Bad("The shipment status must be 'SHIPPING' but it is 'SHIPPED'.");

    private ApiAnswer List(ApiCall call)
    {
        IReadOnlyList<Shipment> Found()
        {
            IReadOnlyList<string> orders = call.Repeated("order_id");
            IReadOnlyList<string> states = call.Repeated("shipment_state_code");
            (DateTimeOffset? from, DateTimeOffset? to) = (call.Time("last_updated_from"), call.Time("last_updated_to"));
            return [.. call.Shop.Shipments.Where(shipment => (orders.Count == 0 || orders.Contains(shipment.Order.Id)) && (states.Count == 0 || states.Contains(shipment.Status))
                && (from is null || shipment.Updated >= from) && (to is null || shipment.Updated <= to))];
        }

        return tenant.Pages.Next(call, Found, Json);
    }

    private ApiAnswer ToShip(ApiCall call) => tenant.Pages.Next<ShopOrder>(
        call,
        () => [.. call.Shop.Orders.Where(order => order.State == "SHIPPING" && order.Lines.Any(line => Open(call.Shop, order, line.Id) > 0))],
        order => new JsonObject
        {
            ["order_id"] = order.Id,
            ["shipment_lines"] = Wire.Array(order.Lines.Where(line => Open(call.Shop, order, line.Id) > 0).Select(line => new JsonObject
            {
                ["order_line_id"] = line.Id,
                ["offer_sku"] = line.OfferSku,
                ["product_title"] = line.Product.Title,
                ["quantity"] = Open(call.Shop, order, line.Id),
            })),
            ["shipping_address"] = OrderJson.Shipping(order.Customer),
            ["shipping_date"] = Wire.Time(order.Debited),
            ["shipping_deadline"] = Wire.Time(order.Debited?.AddDays(order.LeadTime)),
            ["shipping_type_code"] = order.ShippingType,
        });

    private static IEnumerable<JsonObject> Items(ApiCall call) => call.Json()["shipments"] is JsonArray { Count: > 0 and <= MostShipments } items
        ? items.OfType<JsonObject>()
        : throw ApiRefusal.Bad($"Between 1 and {MostShipments} shipments are expected");

    private static JsonObject Json(Shipment shipment) => new()
    {
        ["id"] = shipment.Id,
        ["order_id"] = shipment.Order.Id,
        ["status"] = shipment.Status,
        ["status_customer_debit"] = "DEBITED",
        ["created_date"] = Wire.Time(shipment.Created),
        ["last_updated_date"] = Wire.Time(shipment.Updated),
        ["shipped_date"] = Wire.Time(shipment.Shipped),
        ["invoice_reference"] = shipment.InvoiceReference,
        ["shipment_lines"] = Wire.Array(shipment.Lines.Select(line => new JsonObject
        {
            ["order_line_id"] = line.LineId,
            ["quantity"] = line.Quantity,
            ["package_reference"] = line.Package,
        })),
        ["tracking"] = new JsonObject
        {
            ["carrier_code"] = shipment.CarrierCode,
            ["carrier_name"] = shipment.CarrierName,
            ["tracking_number"] = shipment.TrackingNumber,
            ["tracking_url"] = shipment.TrackingUrl,
        },
    };
}
