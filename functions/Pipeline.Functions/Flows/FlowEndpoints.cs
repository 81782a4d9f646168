using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Changes;
using Pipeline.Core.Flows.Requests;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Issues;
using Pipeline.Functions.Audit;
using Pipeline.Functions.Executions;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Flows;

/// <summary>Lists, schedules, pauses and starts flows over HTTP.</summary>
[Tags("flows")]
public sealed class FlowEndpoints(FlowDirectory flows, FlowEditor changes, FlowStarter starter, RunRequestCheck requests)
{
    /// <summary>Lists the flows.</summary>
    [Function("ListFlows")]
    [EndpointSummary("List the flows with their schedules and where they stand")]
    [Answers<Page<FlowView>>(StatusCodes.Status200OK)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/flows")] HttpRequest request)
    {
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        List<FlowView> views = [];
        foreach (Flow flow in await flows.ListAsync(cancellationToken))
        {
            views.Add(await ViewAsync(flow, cancellationToken));
        }

        return TypedResults.Json(new Page<FlowView>(views, null), PipelineJson.Readable.FlowList);
    }

    /// <summary>Shows one flow.</summary>
    [Function("GetFlow")]
    [EndpointSummary("Show a flow")]
    [Answers<FlowView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/flows/{flow}")] HttpRequest request,
        [Description("Code of the flow, for example {flow}")] string flow) =>
        await flows.FindAsync(flow, request.HttpContext.RequestAborted) is { } found
            ? await ShowAsync(found, request.HttpContext.RequestAborted)
            : Unknown(flow);

    /// <summary>Changes schedule, pause or mode of a flow.</summary>
    [Function("ChangeFlow")]
    [Audited("flow.change", "flow")]
    [EndpointSummary("Schedule, switch on or off, pause or resume a flow, or choose its mode")]
    [Accepts<FlowChange>]
    [Answers<FlowView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status400BadRequest)]
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

        FlowChange change = await JsonBody.ReadAsync(request, PipelineJson.Default.FlowChangeRequest);
        IReadOnlyList<Issue> faults = [.. changes.Check(change), .. FlowEditor.CheckMode(found.Definition, change) is { } mode ? [mode] : Array.Empty<Issue>()];
        if (faults.Count == 0 && changes.CheckCadence(found.Definition, change) is { } tooFast)
        {
            return ProblemFactory.Of(StatusCodes.Status400BadRequest, tooFast, [tooFast]);
        }

        if (faults.Count > 0)
        {
            return ProblemFactory.Unprocessable(faults[0], faults);
        }

        Flow changed = await changes.ApplyAsync(found.Definition, change, Caller.Of(request), cancellationToken);
        CommandAudit.Tell(request, change.Reason, found.ToString(), changed.ToString());
        return await ShowAsync(changed, cancellationToken);
    }

    /// <summary>Starts a flow now.</summary>
    [Function("RunFlowNow")]
    [Audited("flow.run", "flow")]
    [EndpointSummary("Run a flow now, or a part of it; the schedule is not moved")]
    [EndpointDescription("A body asks for a part: from and to, record, full, dryRun; parts of the flow says which it takes, and another is answered 422. Location names the execution. If the flow is running already, the execution ends as skipped. Before the distributor may be asked again the answer is 409 with notBefore.")]
    [Answers<ExecutionView>(StatusCodes.Status202Accepted)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    [Accepts<RunBody>(IsOptional = true)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/flows/{flow}/run")] HttpRequest request,
        [Description("Code of the flow")] string flow,
        [Description("Whether it runs even before the distributor may be asked again (true); the execution's trigger is override then")] bool? @override = null)
    {
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        RunRequest wish = (await JsonBody.ReadOptionalAsync(request, PipelineJson.Default.RunBody))?.ToRequest() ?? new RunRequest();
        if (await flows.FindAsync(flow, cancellationToken) is { } found && requests.Check(found.Definition, wish) is [{ } first, ..] faults)
        {
            return ProblemFactory.Unprocessable(first, faults);
        }

        CommandAudit.Tell(request, after: wish.Describe());
        return StartAnswer.Of(await starter.RunPartAsync(flow, wish, @override is true, Caller.Of(request), cancellationToken), Unknown(flow));
    }

    private async Task<JsonHttpResult<FlowView>> ShowAsync(Flow flow, CancellationToken cancellationToken) =>
        TypedResults.Json(await ViewAsync(flow, cancellationToken), PipelineJson.Readable.FlowView);

    private async Task<FlowView> ViewAsync(Flow flow, CancellationToken cancellationToken) =>
        FlowView.Of(flow, await flows.FindRunningAsync(flow, cancellationToken), requests.PartsOf(flow.Definition));

    private static IResult Unknown(string flow) =>
        ProblemFactory.NotFound(new Issue(IssueCodes.FlowUnknown, null, flow));
}
