using Pipeline.Core.Flows;
using Pipeline.Functions.Http;

namespace Pipeline.Functions.Executions;

/// <summary>202 with the execution and its address in <c>Location</c>.</summary>
internal sealed class AcceptedExecution(Execution execution) : IResult
{
    public string ExecutionId => execution.Id;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.Location = $"/api/executions/{execution.Id}";
        return TypedResults
            .Json(ExecutionView.Of(execution), PipelineJson.Readable.ExecutionView, null, StatusCodes.Status202Accepted)
            .ExecuteAsync(httpContext);
    }
}
