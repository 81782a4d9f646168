using System.Text.Json;
using Pipeline.Simulators.IngramMicro.Services.Faults;
using Pipeline.Simulators.IngramMicro.Services.Orders;
using Pipeline.Simulators.IngramMicro.Services.Pushes;
using Pipeline.Simulators.IngramMicro.Services.Wire;

namespace Pipeline.Simulators.IngramMicro.Services;

/// <summary>Addresses of the services and of their control API.</summary>
internal static class ServicesEndpoints
{
    private const string Hidden = "***";

    /// <summary>
    /// Adds below <c>/ingram-micro</c>: <c>POST /c1</c> and <c>POST /genesis</c> (the services); <c>GET /log</c>, <c>GET
    /// /orders[/{number}]</c>, <c>POST /orders/{number}/void|release</c>, <c>GET|POST|DELETE /faults</c>, <c>GET|PUT
    /// /rules</c>, <c>GET|PUT /push</c>, <c>GET|PUT /delays</c>, <c>POST /reset</c> (control, JSON). A body that cannot be
    /// read answers 400 with the reason.
    /// </summary>
    public static void MapIngramMicroServices(this IEndpointRouteBuilder routes, SimulatedServices services)
    {
        RouteGroupBuilder ingram = routes.MapGroup("/ingram-micro");
        ingram.MapPost("/c1", (HttpContext context) => services.Endpoint.HandleAsync(context, WireFamily.C1));
        ingram.MapPost("/genesis", (HttpContext context) => services.Endpoint.HandleAsync(context, WireFamily.Genesis));
        ingram.MapGet("/log", () => Show(new { items = services.Log.Entries }));
        MapOrders(ingram, services);
        MapFaults(ingram, services);
        ingram.MapGet("/rules", () => Show(services.Office.Rules));
        ingram.MapPut("/rules", (HttpRequest request) => TakeAsync<List<DecisionRule>>(request, rules => services.Office.Rules = rules));
        ingram.MapGet("/delays", () => Show(services.Delays));
        ingram.MapPut("/delays", (HttpRequest request) => TakeAsync<ServiceDelays>(request, delays => services.Delays = delays));
        ingram.MapGet("/push", () => Show(services.Push with
        {
            Key = services.Push.Key is null ? null : Hidden,
            BasicPassword = services.Push.BasicPassword is null ? null : Hidden,
            HmacSecret = services.Push.HmacSecret is null ? null : Hidden,
        }));
        ingram.MapPut("/push", (HttpRequest request) => TakeAsync<PushOptions>(request, push => services.Push = push));
        ingram.MapPost("/reset", async () =>
        {
            await services.ResetAsync();
            return Results.NoContent();
        });
    }

    private static void MapOrders(RouteGroupBuilder ingram, SimulatedServices services)
    {
        ingram.MapGet("/orders", () => Show(new { items = services.Ledger.Orders }));
        ingram.MapGet("/orders/{number}", (string number) =>
            services.Ledger.Find(number) is { } entry ? Show(entry) : Results.NotFound());
        ingram.MapPost("/orders/{number}/void", async (string number) => Show(new { voided = await services.VoidAsync(number) }));
        ingram.MapPost("/orders/{number}/release", (string number) => Show(new { released = services.Release(number) }));
    }

    private static void MapFaults(RouteGroupBuilder ingram, SimulatedServices services)
    {
        ingram.MapGet("/faults", () => Show(new { active = services.Faults.Active, happened = services.Faults.Happened }));
        ingram.MapPost("/faults", (HttpRequest request) => TakeAsync<FaultSwitch>(request, services.Faults.Set));
        ingram.MapDelete("/faults", () =>
        {
            services.Faults.Clear();
            return Results.NoContent();
        });
    }

    private static IResult Show<T>(T value) => Results.Json(value, ServicesJson.Options);

    private static async Task<IResult> TakeAsync<T>(HttpRequest request, Action<T> take)
        where T : class
    {
        try
        {
            T value = await JsonSerializer.DeserializeAsync<T>(request.Body, ServicesJson.Options, request.HttpContext.RequestAborted)
                ?? throw new JsonException("A value is expected, not null.");
            take(value);
            return Results.NoContent();
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException)
        {
            return Results.Problem(unreadable.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
