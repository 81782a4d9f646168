using System.Text.Json.Nodes;
using Pipeline.Simulators.Mirakl.Calls;
using Pipeline.Simulators.Mirakl.Platform;

namespace Pipeline.Simulators.Mirakl.Orders;

/// <summary>OR23 and OR24: tracking, and the word that the goods have left.</summary>
internal sealed class ShippingOperations(SimulatedTenant tenant)
{
    public IEnumerable<ApiOperation> All =>
    [
        new("OR23", HttpMethod.Put, "/api/orders/{order_id}/tracking", Track) { Consumes = "application/json" },
        new("OR24", HttpMethod.Put, "/api/orders/{order_id}/ship", Ship),
    ];

    /// <summary>A carrier and a number as they were given, checked.</summary>
    /// <exception cref="ApiRefusal">400: an unknown or missing carrier, or no number for one that needs it.</exception>
    public (string? Code, string? Name, string? Number, string? Url) Read(ApiCall call, JsonObject tracking, string urlMember)
    {
        string? Text(string name) => tracking[name]?.ToString() is { Length: > 0 } text ? text : null;
        string? number = Text("tracking_number");
        if (Text("carrier_code") is { } code)
        {
            return !PlatformOperations.Carriers.TryGetValue(code, out string? name) ? throw ApiRefusal.Bad($"The carrier code '{code}' is unknown")
                : number is null ? throw ApiRefusal.Bad($"The tracking number is mandatory for the carrier '{code}'")
                : (code, name, number, PlatformOperations.TrackingAddress(call, code, Uri.EscapeDataString(number)));
        }

        return Text("carrier_name") is not { } other ? throw ApiRefusal.Bad("Either carrier_code or carrier_name is mandatory")
            : tenant.Options.RefusesOtherCarriers ? throw ApiRefusal.Bad("Only registered carriers are allowed")
            : (null, other, number, Text(urlMember));
    }

    /// <summary>Ships an order, and plans its delivery.</summary>
    public void Ship(ShopOrder order, DateTimeOffset now)
    {
        order.Shipped = now;
        order.Move("SHIPPED", now);
        TimeSpan closing = tenant.Pace.Closing;
        tenant.Schedule.At(now + tenant.Pace.Delivery, received =>
        {
            order.Received = received;
            order.Move("RECEIVED", received);
            tenant.Schedule.At(received + closing, closed => order.Move("CLOSED", closed));
        });
    }

    private ApiAnswer Track(ApiCall call)
    {
        ShopOrder order = OrderOperations.Find(call);
        var tracking = Read(call, call.Json(), "carrier_url");
        if (order.State is not ("SHIPPING" or "SHIPPED"))
        {
            throw ApiRefusal.Bad($"The order status must be 'SHIPPING' but it is '{order.State}'.");
        }

        (order.CarrierCode, order.CarrierName, order.TrackingNumber, order.TrackingUrl) = tracking;
        order.Tracked ??= call.Now;
        order.Updated = call.Now;
        return ApiAnswer.NoContent;
    }

    private ApiAnswer Ship(ApiCall call)
    {
        ShopOrder order = OrderOperations.Find(call);
        if (order.State != "SHIPPING")
        {
            throw ApiRefusal.Bad("Bad request");
        }

        if (order is { ShippingType: "STD", TrackingNumber: null } && tenant.Options.DemandsTracking)
        {
            throw ApiRefusal.Bad("Tracking details are mandatory for this shipping method.");
        }

        Ship(order, call.Now);
        return ApiAnswer.NoContent;
    }
}
