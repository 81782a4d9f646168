using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Pipeline.Simulators.Mirakl.Faults;

namespace Pipeline.Simulators.Mirakl;

/// <summary>Addresses of the tenant and of its control API.</summary>
internal static partial class MiraklEndpoints
{
    /// <summary>JSON of the control API: camel case, enumerations in kebab case.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>
    /// Adds below <c>/mirakl</c>: <c>/api/…</c> (the seller API) and the control API, JSON: <c>GET /journal</c>,
    /// <c>GET|PUT /clock</c>, <c>GET|POST|DELETE /faults</c>, <c>GET|PUT /pace</c>, <c>PUT /limits</c>, <c>GET /noise</c>,
    /// <c>GET|PUT /catalogue/{hierarchies|attributes|values-lists}</c>, <c>POST /reset</c>.
    /// A body that cannot be read answers 400 with the reason.
    /// </summary>
    public static void MapMirakl(this IEndpointRouteBuilder routes, SimulatedTenant tenant)
    {
        RouteGroupBuilder mirakl = routes.MapGroup("/mirakl");
        mirakl.Map("/api/{**path}", tenant.Endpoint.HandleAsync);
        mirakl.MapGet("/journal", () => Show(new { items = tenant.Journal.Entries }));
        mirakl.MapGet("/clock", () => Show(new { now = tenant.Clock.GetUtcNow(), speed = tenant.Clock.Speed }));
        mirakl.MapPut("/clock", (HttpRequest request) => TakeAsync<ClockChange>(request, change => Apply(tenant, change)));
        mirakl.MapGet("/faults", () => Show(new { active = tenant.Faults.Active, happened = tenant.Faults.Happened }));
        mirakl.MapPost("/faults", (HttpRequest request) => TakeAsync<MiraklFaultSwitch>(request, tenant.Faults.Set));
        mirakl.MapDelete("/faults", () => Done(tenant.Faults.Clear));
        mirakl.MapGet("/pace", () => Show(tenant.Pace));
        mirakl.MapPut("/pace", (HttpRequest request) => TakeAsync<TenantPace>(request, pace => tenant.Pace = pace));
        mirakl.MapPut("/limits", (HttpRequest request) => TakeAsync<LimitChange>(request, change => tenant.Limiter.Factor = change.Factor));
        mirakl.MapGet("/noise", () => Show(new { seed = tenant.Options.NoiseSeed }));
        mirakl.MapGet("/catalogue/{part}", (string part) => CatalogueItems(tenant, part) is { } items ? Show(items) : Results.NotFound());
        mirakl.MapPut("/catalogue/{part}", (HttpRequest request, string part) => TakeAsync<List<JsonObject>>(request, items => Replace(tenant, part, items)));
        mirakl.MapPost("/reset", () => Done(tenant.Reset));
        MapStage(mirakl, tenant);
    }

    private static void Apply(SimulatedTenant tenant, ClockChange change)
    {
        lock (tenant.Gate)
        {
            tenant.Clock.Speed = change.Speed ?? tenant.Clock.Speed;
            tenant.Clock.Advance(change.Advance ?? TimeSpan.Zero);
            _ = tenant.MoveOn();
        }
    }

    private static IReadOnlyList<JsonObject>? CatalogueItems(SimulatedTenant tenant, string part) => part switch
    {
        "hierarchies" => tenant.Catalogue.Hierarchies,
        "attributes" => tenant.Catalogue.Attributes,
        "values-lists" => tenant.Catalogue.ValueLists,
        _ => null,
    };

    private static void Replace(SimulatedTenant tenant, string part, List<JsonObject> items)
    {
        lock (tenant.Gate)
        {
            Action<List<JsonObject>> take = part switch
            {
                "hierarchies" => given => tenant.Catalogue.Hierarchies = given,
                "attributes" => given => tenant.Catalogue.Attributes = given,
                "values-lists" => given => tenant.Catalogue.ValueLists = given,
                _ => throw new KeyNotFoundException($"The catalogue has no {part}."),
            };
            take(items);
        }
    }

    private static IResult Done(Action action)
    {
        action();
        return Results.NoContent();
    }

    private static IResult Show<T>(T value) => Results.Json(value, Json);

    private static Task<IResult> TakeAsync<T>(HttpRequest request, Action<T> take)
        where T : class => AnswerAsync<T>(request, value =>
        {
            take(value);
            return Results.NoContent();
        });

    private static async Task<IResult> AnswerAsync<T>(HttpRequest request, Func<T, IResult> answer)
        where T : class
    {
        try
        {
            return answer(await JsonSerializer.DeserializeAsync<T>(request.Body, Json, request.HttpContext.RequestAborted)
                ?? throw new JsonException("A value is expected, not null."));
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException or KeyNotFoundException or Calls.ApiRefusal)
        {
            return Results.Problem(unreadable.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private sealed record ClockChange(TimeSpan? Advance = null, double? Speed = null);

    private sealed record LimitChange(double Factor);
}
