using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Changes;
using Pipeline.Core.Flows.Running;
using Pipeline.Functions.Executions;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Flows;

/// <summary>Lists, schedules, pauses and starts flows over HTTP.</summary>
[Tags("flows")]
public sealed class FlowEndpoints(FlowDirectory flows, FlowChanges changes, FlowStarter starter)
{
    /// <summary>Lists the flows.</summary>
    [Function("ListFlows")]
    [EndpointSummary("List the flows with their schedules and where they stand")]
    [Answers<FlowList>(StatusCodes.Status200OK)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/flows")] HttpRequest request)
    {
        IReadOnlyList<Flow> all = await flows.ListAsync(request.HttpContext.RequestAborted);
        return TypedResults.Json(new FlowList([.. all.Select(FlowView.Of)], null), PipelineJson.Readable.FlowList);
    }

    /// <summary>Shows one flow.</summary>
    [Function("GetFlow")]
    [EndpointSummary("Show a flow")]
    [Answers<FlowView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/flows/{flow}")] HttpRequest request,
        [Description("Code of the flow, for example {flow}")] string flow) =>
        await flows.FindAsync(flow, request.HttpContext.RequestAborted) is { } found ? Show(found) : Unknown(flow);

    /// <summary>Changes schedule, pause or mode of a flow.</summary>
    [Function("ChangeFlow")]
    [EndpointSummary("Schedule, switch on or off, pause or resume a flow, or choose its mode")]
    [Accepts<FlowChangeRequest>]
    [Answers<FlowView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IResult> ChangeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "patch", Route = "api/flows/{flow}")] HttpRequest request,
        [Description("Code of the flow")] string flow)
    {
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        if (await flows.FindAsync(flow, cancellationToken) is not { } found)
        {
            return Unknown(flow);
        }

        FlowChangeRequest body = await JsonBody.ReadAsync(request, PipelineJson.Default.FlowChangeRequest);
        FlowChange change = body.ToChange();
        IReadOnlyList<FlowChangeFault> faults = changes.Check(found, change);
        return faults.Count == 0
            ? Show(await changes.ApplyAsync(found.Definition, change, Caller.Of(request), cancellationToken))
            : Problems.Unprocessable(
                faults[0].Code,
                faults[0].Message,
                [.. faults.Select(static fault => new ProblemField(fault.Field, fault.Code, fault.Message))]);
    }

    /// <summary>Starts a flow now.</summary>
    [Function("RunFlowNow")]
    [EndpointSummary("Run a flow now; the schedule is not moved")]
    [EndpointDescription("Location names the execution. If the flow is running already, the execution ends as skipped.")]
    [Answers<ExecutionView>(StatusCodes.Status202Accepted)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/flows/{flow}/run")] HttpRequest request,
        [Description("Code of the flow")] string flow) =>
        StartAnswer.Of(
            await starter.RunNowAsync(flow, Caller.Of(request), request.HttpContext.RequestAborted), Unknown(flow));

    private static JsonHttpResult<FlowView> Show(Flow flow) => TypedResults.Json(FlowView.Of(flow), PipelineJson.Readable.FlowView);

    private static IResult Unknown(string flow) =>
        Problems.NotFound("FLOW_UNKNOWN", $"There is no flow '{flow}'; GET /api/flows lists them.");
}
