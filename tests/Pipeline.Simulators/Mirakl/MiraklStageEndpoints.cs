using Pipeline.Simulators.Mirakl.Audits;
using Pipeline.Simulators.Mirakl.Calls;
using Pipeline.Simulators.Mirakl.Faults;
using Pipeline.Simulators.Mirakl.Offers;
using Pipeline.Simulators.Mirakl.Orders;
using Pipeline.Simulators.Mirakl.Platform;

namespace Pipeline.Simulators.Mirakl;

/// <summary>What customers, carriers and the operator do, by routes of the control API.</summary>
internal static partial class MiraklEndpoints
{
    /// <summary>
    /// Adds below <c>/mirakl</c>, each with <c>?shop=ID</c> for another than the first shop: <c>GET|POST /orders</c> (a customer
    /// buys: <c>{"channel":"ES_B2C","lines":[{"sku":"A1","quantity":2}]}</c>), <c>GET /orders/{id}</c>,
    /// <c>POST /orders/{id}/messages</c> (<c>{"body":"…"}</c>), <c>POST /orders/{id}/left</c> (the goods have left now, or at
    /// <c>{"at":…}</c>), <c>POST /orders/{id}/incident</c>,
    /// <c>POST /orders/{id}/cancellation</c> (the operator cancels for the customer; 409 once it is shipped), <c>POST /threads/{id}/no-reply-needed</c>,
    /// <c>PUT /shop</c> (<c>{"state":"CLOSE"}</c>), <c>GET /offers</c>,
    /// <c>PUT /offers/{sku}</c> (<c>{"price":79.9,"quantity":3}</c>, as another program would), <c>GET /audit</c>, and <c>GET /track/{carrier}?n=NUMBER</c>,
    /// where carriers show parcels.
    /// </summary>
    private static void MapStage(RouteGroupBuilder mirakl, SimulatedTenant tenant)
    {
        mirakl.MapGet("/orders", (long? shop) => With(tenant, shop, (found, _) => Show(new { items = found.Orders.Select(Shown) })));
        mirakl.MapGet("/orders/{id}", (string id, long? shop) => WithOrder(tenant, shop, id, (_, order, _) => Show(Shown(order))));
        mirakl.MapPost("/orders", (HttpRequest request, long? shop) => AnswerAsync<OrderWish>(request, wish =>
            With(tenant, shop, (found, now) => Show(Shown(tenant.Generator.Place(found, wish, now))))));
        mirakl.MapPost("/orders/{id}/messages", (HttpRequest request, string id, long? shop) => AnswerAsync<Written>(request, written =>
            WithOrder(tenant, shop, id, (found, order, now) => Show(new { threadId = tenant.Messages.Write(found, order, written.Body, now).Id }))));
        mirakl.MapPost("/orders/{id}/left", (HttpRequest request, string id, long? shop) => AnswerAsync<Departure>(request, departure =>
            WithOrder(tenant, shop, id, (_, order, now) =>
            {
                order.Left = departure.At ?? now;
                return Show(Shown(order));
            })));
        mirakl.MapPost("/orders/{id}/incident", (string id, long? shop) => WithOrder(tenant, shop, id, (_, order, now) =>
        {
            (order.HasIncident, order.Updated) = (true, now);
            return Show(Shown(order));
        }));
        mirakl.MapPost("/orders/{id}/cancellation", (string id, long? shop) => WithOrder(tenant, shop, id, (_, order, now) => Cancel(order, now)));
        mirakl.MapPost("/threads/{id}/no-reply-needed", (string id, long? shop) => With(tenant, shop, (found, now) => Dismiss(found, id, now)));
        mirakl.MapPut("/shop", (HttpRequest request, long? shop) => AnswerAsync<ShopChange>(request, change => With(tenant, shop, (found, _) =>
        {
            found.State = change.State;
            return Results.NoContent();
        })));
        mirakl.MapGet("/offers", (long? shop) => With(tenant, shop, (found, _) => Show(new
        {
            items = found.Offers.All.Select(offer => new { offer.Id, offer.Sku, ean = offer.Product.Ean, offer.Quantity, offer.Price }),
        })));
        mirakl.MapPut("/offers/{sku}", (HttpRequest request, string sku, long? shop) => AnswerAsync<OfferChange>(request, change =>
            With(tenant, shop, (found, now) => Change(tenant, found, sku, change, now))));
        mirakl.MapGet("/audit", (long? shop) => With(tenant, shop, (found, now) => Show(AuditReport.Of(found, now))));
        mirakl.MapGet("/track/{carrier}", (string carrier, string n) => tenant.Faults.Take(MiraklFault.TrackingLinkDead, subject: n) is not null
            || !PlatformOperations.Carriers.ContainsKey(carrier)
            ? Results.NotFound()
            : Show(new { carrier, number = n }));
    }

    private static IResult With(SimulatedTenant tenant, long? shop, Func<Shop, DateTimeOffset, IResult> answer)
    {
        lock (tenant.Gate)
        {
            DateTimeOffset now = tenant.MoveOn();
            return shop is null || tenant.Shops.Any(known => known.Id == shop) ? answer(tenant.Shops.First(known => shop is null || known.Id == shop), now) : Results.NotFound();
        }
    }

    private static IResult WithOrder(SimulatedTenant tenant, long? shop, string id, Func<Shop, ShopOrder, DateTimeOffset, IResult> answer) =>
        With(tenant, shop, (found, now) => found.Orders.FirstOrDefault(order => order.Id == id) is { } order ? answer(found, order, now) : Results.NotFound());

    private static IResult Cancel(ShopOrder order, DateTimeOffset now)
    {
        if (order.Shipped is not null || order.State is "REFUSED" or "CANCELED")
        {
            return Results.Conflict();
        }

        order.Move("CANCELED", now, "CUSTOMER_REQUEST");
        return Show(Shown(order));
    }

    private static IResult Dismiss(Shop shop, string id, DateTimeOffset now)
    {
        if (shop.Threads.FirstOrDefault(thread => thread.Id == id) is not { } found)
        {
            return Results.NotFound();
        }

        (found.ReplyNeededSince, found.NoReplyNeeded, found.Updated) = (null, now, now);
        return Results.NoContent();
    }

    // As somebody does in the back office, or another program: an import that is not the caller's.
    private static IResult Change(SimulatedTenant tenant, Shop shop, string sku, OfferChange change, DateTimeOffset now)
    {
        if (shop.Offers.Find(sku) is not { } offer)
        {
            return Results.NotFound();
        }

        offer.Write([
            .. change.Price is { } price ? new[] { KeyValuePair.Create("price", Wire.Number(price)) } : [],
            .. change.Quantity is { } quantity ? new[] { KeyValuePair.Create("quantity", Wire.Number(quantity)) } : [],
        ]);
        shop.OfferImports.Add(new OfferImport(tenant.NextNumber(), "NORMAL", now) { Origin = "FRONT", Status = "COMPLETE", Read = 1, Succeeded = 1, Updated = 1 });
        return Results.NoContent();
    }

    private static object Shown(ShopOrder order) => new
    {
        order.Id,
        order.CommercialId,
        order.Channel,
        order.State,
        order.Reason,
        order.Created,
        order.Decided,
        order.Debited,
        order.Shipped,
        order.Received,
        order.TrackingNumber,
        order.SellerReference,
        order.Price,
        lines = order.Lines.Select(line => new { line.Id, line.OfferSku, line.Quantity, line.UnitPrice, line.State }),
    };

    private sealed record Written(string Body);

    private sealed record Departure(DateTimeOffset? At = null);

    private sealed record OfferChange(decimal? Price = null, int? Quantity = null);

    private sealed record ShopChange(string State);
}
