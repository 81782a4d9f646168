using Microsoft.Azure.Functions.Worker;

namespace Pipeline.Functions.OpenApi;

/// <summary>Answers the OpenAPI document.</summary>
[Tags("ops")]
public sealed class OpenApiEndpoint(ApiDocument document)
{
    /// <summary>Answers the document.</summary>
    [Function("OpenApi")]
    [EndpointSummary("This document")]
    [Answers<object>(StatusCodes.Status200OK)]
    public IResult Get(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/openapi.json")] HttpRequest request) =>
        TypedResults.Text(document.Json, "application/json");
}
