using Microsoft.Azure.Functions.Worker;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Ops;

/// <summary>Probes for whoever runs the app.</summary>
[Tags("ops")]
public sealed class ProbeEndpoints(IServiceProvider services)
{
    private static readonly HealthView Healthy = new("healthy");

    /// <summary>Says that the process is alive; touches nothing else.</summary>
    [Function("Health")]
    [EndpointSummary("Is the process alive?")]
    [Answers<HealthView>(StatusCodes.Status200OK)]
    public static IResult Health(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request) =>
        TypedResults.Json(Healthy, PipelineJson.Readable.HealthView);

    /// <summary>Says whether settings and storage allow work.</summary>
    [Function("Ready")]
    [EndpointSummary("Can the app do its work? Settings and storage, without secrets")]
    [Answers<ReadyView>(StatusCodes.Status200OK)]
    [Answers<ReadyView>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IResult> ReadyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/ready")] HttpRequest request)
    {
        ReadyView view = await services.GetRequiredService<Readiness>().CheckAsync(request.HttpContext.RequestAborted);
        return TypedResults.Json(
            view,
            PipelineJson.Readable.ReadyView,
            null,
            view.Status == "ready" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}

/// <summary>The process is alive.</summary>
/// <param name="Status">Always <c>healthy</c>.</param>
public sealed record HealthView(string Status);
