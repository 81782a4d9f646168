using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Configuration;
using Pipeline.LocalHost.Handler;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Http;

namespace Pipeline.LocalHost.Admin;

/// <summary>The part of the host's <c>/admin</c> API that developers and tests use (§7.8).</summary>
internal sealed class AdminEndpoints(
    HostIdentity identity,
    FunctionList functions,
    HostFile hostFile,
    HandlerSupervisor handler,
    ManualStart manualStart,
    AccessCheck access,
    TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>Maps <c>/admin/host/status</c>, <c>/admin/host/ping</c> and <c>/admin/functions</c>.</summary>
    public void Map(WebApplication app)
    {
        RouteGroupBuilder admin = app.MapGroup("/admin");
        admin.AddEndpointFilter(async (context, next) =>
            access.Allows(context.HttpContext.Request, "admin") ? await next(context) : Results.StatusCode(401));
        admin.MapGet("/host/status", () => Json(Status()));
        admin.MapMethods("/host/ping", ["GET", "POST"], () => Results.Ok());
        admin.MapGet("/functions", (HttpRequest request) =>
            Json(new JArray(functions.Functions.Select(function => Describe(function, request)))));
        admin.MapGet("/functions/{name}", (string name, HttpRequest request) =>
            functions.Find(name) is { } function ? Json(Describe(function, request)) : Results.NotFound());
        admin.MapPost("/functions/{name}", StartAsync);
    }

    private async Task<IResult> StartAsync(string name, HttpRequest request)
    {
        if (functions.Find(name) is not { } function)
        {
            return Results.NotFound();
        }

        using StreamReader reader = new(request.Body);
        string body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        try
        {
            string input = body.Length == 0 ? string.Empty : Input(JObject.Parse(body)["input"]);
            return manualStart.Start(function, input)
                ? Results.StatusCode(StatusCodes.Status202Accepted)
                : Results.Text($"'{function.Name}' is started through its own trigger only.", statusCode: 400);
        }
        catch (JsonException error)
        {
            return Results.Text(error.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private static string Input(JToken? input) =>
        input is null or { Type: JTokenType.Null } ? string.Empty
        : input.Type == JTokenType.String ? (string)input!
        : input.ToString(Formatting.None);

    private JObject Status() => new()
    {
        ["id"] = identity.HostId,
        ["state"] = handler.GaveUp.IsCompleted ? "Error" : "Running",
        ["version"] = HostVersion.Text,
        ["versionDetails"] = "Pipeline.LocalHost",
        ["instanceId"] = identity.InstanceId,
        ["computerName"] = Environment.MachineName,
        ["processUptime"] = (long)time.GetElapsedTime(_start).TotalMilliseconds,
        ["errors"] = new JArray(functions.Errors.Select(error => $"{error.Key}: {error.Value}")),
        ["handler"] = new JObject
        {
            ["state"] = handler.Current is null ? "Starting" : "Ready",
            ["processId"] = handler.Current?.ProcessId,
            ["address"] = handler.Current?.Address.ToString(),
            ["starts"] = handler.Starts,
        },
    };

    private JObject Describe(FunctionDefinition function, HttpRequest request)
    {
        string root = string.Create(CultureInfo.InvariantCulture, $"{request.Scheme}://{request.Host}");
        return new JObject
        {
            ["name"] = function.Name,
            ["href"] = $"{root}/admin/functions/{function.Name}",
            ["invoke_url_template"] = function.Trigger.Is("httpTrigger")
                ? root + HttpRoute.Of(function, hostFile.RoutePrefix).Pattern
                : null,
            ["language"] = "Custom",
            ["config"] = function.Document,
            ["isDisabled"] = false,
        };
    }

    private static IResult Json(JToken token) =>
        Results.Text(token.ToString(Formatting.None), "application/json; charset=utf-8");
}
