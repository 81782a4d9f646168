using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Simulators.Intcomex.Faults;
using Pipeline.Simulators.Intcomex.Orders;

namespace Pipeline.Simulators.Intcomex;

/// <summary>Addresses of the service and of its control API.</summary>
internal static class IntcomexEndpoints
{
    /// <summary>JSON of the control API: camel case, enumerations in kebab case.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>
    /// Adds below <c>/intcomex</c>: <c>/v1/{operation}</c> (the service); <c>GET /journal</c>, <c>GET /orders[/{number}]</c>,
    /// <c>DELETE /orders/{number}</c>, <c>POST /orders/{number}/release</c>, <c>POST /orders/{number}/status/{1..7}</c>,
    /// <c>GET|PUT /products/{sku}</c>, <c>GET|POST|DELETE /faults</c>, <c>GET|PUT /pace</c>, <c>POST /reset</c> (control, JSON).
    /// A body that cannot be read answers 400 with the reason.
    /// </summary>
    public static void MapIntcomex(this IEndpointRouteBuilder routes, SimulatedIws service)
    {
        RouteGroupBuilder intcomex = routes.MapGroup("/intcomex");
        intcomex.Map("/v1/{**operation}", (HttpContext context, string? operation) => service.Endpoint.HandleAsync(context, operation ?? string.Empty));
        intcomex.MapGet("/journal", () => Show(new { items = service.Journal.Entries }));
        MapOrders(intcomex, service);
        intcomex.MapGet("/products/{sku}", (string sku) => service.Options.Products.Find(sku) is null
            ? Results.NotFound()
            : Show(new { sku, stock = service.Shelf.Stock(sku), price = service.Shelf.Price(sku) }));
        intcomex.MapPut("/products/{sku}", (HttpRequest request, string sku) => TakeAsync<ShelfChange>(request, change => Apply(service, sku, change)));
        intcomex.MapGet("/faults", () => Show(new { active = service.Faults.Active, happened = service.Faults.Happened }));
        intcomex.MapPost("/faults", (HttpRequest request) => TakeAsync<IwsFaultSwitch>(request, service.Faults.Set));
        intcomex.MapDelete("/faults", () => Done(service.Faults.Clear));
        intcomex.MapGet("/pace", () => Show(service.Pace));
        intcomex.MapPut("/pace", (HttpRequest request) => TakeAsync<OrderPace>(request, pace => service.Pace = pace));
        intcomex.MapPost("/reset", () => Done(service.Reset));
    }

    private static void MapOrders(RouteGroupBuilder intcomex, SimulatedIws service)
    {
        intcomex.MapGet("/orders", () => Show(new { items = service.Orders.All, counts = service.Orders.Counts, credit = service.Orders.Credit }));
        intcomex.MapGet("/orders/{number}", (string number) => ShowIfThere(service.Orders.Find(number)));
        intcomex.MapDelete("/orders/{number}", (string number) => service.Orders.Remove(number) ? Results.NoContent() : Results.NotFound());
        intcomex.MapPost("/orders/{number}/release", (string number) => ShowIfThere(service.Orders.Release(number)));
        intcomex.MapPost("/orders/{number}/status/{code:range(1,7)}", (string number, int code) => ShowIfThere(service.Orders.Move(number, code)));
    }

    private static void Apply(SimulatedIws service, string sku, ShelfChange change)
    {
        if (change.Stock is { } units)
        {
            service.Shelf.SetStock(sku, units);
        }

        if (change.Price is { } price)
        {
            service.Shelf.SetPrice(sku, price);
        }
    }

    private static IResult Done(Action action)
    {
        action();
        return Results.NoContent();
    }

    private static IResult ShowIfThere<T>(T? value)
        where T : class => value is null ? Results.NotFound() : Show(value);

    private static IResult Show<T>(T value) => Results.Json(value, Json);

    private static async Task<IResult> TakeAsync<T>(HttpRequest request, Action<T> take)
        where T : class
    {
        try
        {
            T value = await JsonSerializer.DeserializeAsync<T>(request.Body, Json, request.HttpContext.RequestAborted)
                ?? throw new JsonException("A value is expected, not null.");
            take(value);
            return Results.NoContent();
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException or KeyNotFoundException)
        {
            return Results.Problem(unreadable.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private sealed record ShelfChange(int? Stock = null, decimal? Price = null);
}
