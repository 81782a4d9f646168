using Pipeline.LocalHost.Jobs;
using Pipeline.LocalHost.Workers;

namespace Pipeline.LocalHost.Http;

/// <summary>The part of the host's <c>/admin</c> API that developers and tests use. All but <c>ping</c> need the master key.</summary>
internal sealed class AdminEndpoints(string hostId, WorkerSupervisor workers, HttpFunctions http, ExtensionWebhooks webhooks, KeyRing keys)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/admin/host/ping", ["GET", "POST"], () => Results.Ok());
        RouteGroupBuilder admin = routes.MapGroup("/admin");
        admin.AddEndpointFilter(async (context, next) =>
            keys.Opens(context.HttpContext.Request, "admin") ? await next(context) : Results.StatusCode(StatusCodes.Status401Unauthorized));
        admin.MapGet("/host/status", () => Results.Json(
            new { id = hostId, state = "Running", version = "4.1037.0.0", processId = Environment.ProcessId }));
        admin.MapGet("/host/keys", () => Keys([("default", keys.FunctionKey)]));
        admin.MapGet("/host/systemkeys", () => Keys(webhooks.Names.Select(name => ($"{name}_extension", keys.SystemKey(name)))));
        admin.MapPost("/functions/{name}", Run);
    }

    /// <summary>Runs a function that is not called by HTTP; the input becomes the value of its trigger.</summary>
    private IResult Run(string name, RunRequest? request)
    {
        FunctionDefinition? function = workers.Functions.FirstOrDefault(item => item.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (function is not { IsHttp: false })
        {
            return Results.NotFound();
        }

        // As on Azure the caller does not learn the outcome; the job host logs it.
        _ = http.CallAsync(function, request?.Input ?? string.Empty).ContinueWith(task => task.Exception, TaskScheduler.Default);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private static IResult Keys(IEnumerable<(string Name, string? Value)> all) => Results.Json(
        new { keys = all.Where(key => key.Value is not null).Select(key => new { name = key.Name, value = key.Value }) });

    private sealed record RunRequest(string? Input);
}
