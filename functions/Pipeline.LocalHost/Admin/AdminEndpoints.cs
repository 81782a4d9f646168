using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.App;
using Pipeline.LocalHost.Http;
using Pipeline.LocalHost.Webhooks;
using Pipeline.LocalHost.Workers;

namespace Pipeline.LocalHost.Admin;

/// <summary>The part of the host's <c>/admin</c> API that developers and tests use. All but <c>ping</c> need the master key.</summary>
internal sealed class AdminEndpoints(
    string hostId, WorkerSupervisor workers, HttpFunctions http, ExtensionWebhooks webhooks, FunctionErrors errors, KeyRing? keys, AccessCheck access)
{
    /// <summary>Maps the endpoints.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/admin/host/ping", ["GET", "POST"], () => Results.Ok());
        RouteGroupBuilder admin = routes.MapGroup("/admin");
        admin.AddEndpointFilter(async (context, next) =>
            access.Allows(context.HttpContext.Request, "admin") ? await next(context) : Results.StatusCode(StatusCodes.Status401Unauthorized));
        admin.MapGet("/host/status", () => Json(Status()));
        admin.MapGet("/host/keys", () => Json(Keys(("default", keys?.FunctionKey))));
        admin.MapGet("/host/systemkeys", () => Json(Keys([.. webhooks.Names.Select(ExtensionWebhooks.KeyName).Select(name => (name, keys?.SystemKey(name)))])));
        admin.MapGet("/functions", (HttpRequest request) => Json(new JArray(workers.Functions.Select(function => Describe(function, request)))));
        admin.MapGet("/functions/{name}", (string name, HttpRequest request) =>
            Find(name) is { } function ? Json(Describe(function, request)) : Results.NotFound());
        admin.MapPost("/functions/{name}", StartAsync);
    }

    private FunctionDefinition? Find(string name) =>
        workers.Functions.FirstOrDefault(function => function.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private async Task<IResult> StartAsync(string name, HttpRequest request)
    {
        if (Find(name) is not { IsHttp: false } function || http.Host is not { } host)
        {
            return Results.NotFound();
        }

        using StreamReader reader = new(request.Body);
        string body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        string input;
        try
        {
            input = body.Length == 0 ? string.Empty : JObject.Parse(body)["input"]?.ToString() ?? string.Empty;
        }
        catch (JsonException error)
        {
            return Results.Text(error.Message, statusCode: StatusCodes.Status400BadRequest);
        }

        // As on Azure the caller does not learn the outcome; the job host logs it.
        _ = host.CallAsync(
                function.Name,
                new Dictionary<string, object>(StringComparer.Ordinal) { [function.Trigger.Name] = input },
                CancellationToken.None)
            .ContinueWith(task => task.Exception, TaskScheduler.Default);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private JObject Status() => new()
    {
        ["id"] = hostId,
        ["state"] = "Running",
        ["version"] = "4.1037.0.0",
        ["versionDetails"] = typeof(AdminEndpoints).Assembly.GetName().Name,
        ["processId"] = Environment.ProcessId,
        ["worker"] = new JObject { ["processId"] = workers.ProcessId },
        ["errors"] = new JArray(errors.All.Select(error => $"{error.Function}: {error.Reason}")),
    };

    private JObject Describe(FunctionDefinition function, HttpRequest request)
    {
        string root = $"{request.Scheme}://{request.Host}";
        return new JObject
        {
            ["name"] = function.Name,
            ["href"] = $"{root}/admin/functions/{function.Name}",
            ["invoke_url_template"] = http.Routes.FirstOrDefault(route => route.Function == function) is { } route ? $"{root}/{route.Pattern}" : null,
            ["language"] = function.Metadata.Language,
            ["config"] = new JObject { ["bindings"] = new JArray(function.Bindings.Select(binding => binding.Document)) },
            ["isDisabled"] = false,
        };
    }

    private static JObject Keys(params (string Name, string? Value)[] all) => new()
    {
        ["keys"] = new JArray(all.Where(key => key.Value is not null).Select(key => new JObject { ["name"] = key.Name, ["value"] = key.Value })),
        ["links"] = new JArray(),
    };

    private static IResult Json(JToken token) => Results.Text(token.ToString(Formatting.None), "application/json; charset=utf-8");
}
