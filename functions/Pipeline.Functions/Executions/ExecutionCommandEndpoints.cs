using System.ComponentModel;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.Feeds.Guarding;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Issues;
using Pipeline.Functions.Audit;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Executions;

/// <summary>Steers executions over HTTP.</summary>
[Tags("executions")]
public sealed class ExecutionCommandEndpoints(
    IExecutionStore executions, ExecutionCommandHandler commands, FlowStarter starter, IHeldFileDecision held)
{
    /// <summary>Cancels an execution.</summary>
    [Function("CancelExecution")]
    [Audited("execution.cancel", "id")]
    [EndpointSummary("Cancel an execution; a running one stops before its next batch, and what was done stays")]
    [Answers<ExecutionView>(StatusCodes.Status202Accepted)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    public async Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/executions/{id}/cancel")] HttpRequest request,
        [Description("Id of the execution")] string id)
    {
        Execution? execution = await commands.CancelAsync(id, request.HttpContext.RequestAborted);
        return execution?.Status switch
        {
            null => ExecutionProblems.Unknown(id),
            ExecutionStatus.Cancelled or ExecutionStatus.Cancelling => new AcceptedExecution(execution),
            ExecutionStatus.Held => ProblemFactory.Conflict(new Issue(IssueCodes.ExecutionHeld, null, null)),
            _ => ProblemFactory.Conflict(new Issue(IssueCodes.ExecutionFinished, null, null)),
        };
    }

    /// <summary>Repeats what failed.</summary>
    [Function("RerunFailedExecution")]
    [Audited("execution.rerun", "id")]
    [EndpointSummary("Start a new execution that repeats what failed in a finished one")]
    [Answers<ExecutionView>(StatusCodes.Status202Accepted)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    public async Task<IResult> RerunFailedAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/executions/{id}/rerun-failed")] HttpRequest request,
        [Description("Id of the finished execution")] string id) =>
        StartAnswer.Of(
            await starter.RerunFailedAsync(id, Caller.Of(request), request.HttpContext.RequestAborted), ExecutionProblems.Unknown(id));

    /// <summary>Applies a held file.</summary>
    [Function("ApproveExecution")]
    [Audited("execution.approve", "id")]
    [EndpointSummary("Approve a held execution: its file is applied")]
    [Answers<ExecutionView>(StatusCodes.Status202Accepted)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    public async Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/executions/{id}/approve")] HttpRequest request,
        [Description("Id of the held execution")] string id) =>
        await AnswerAsync(id, await held.ApproveAsync(id, Caller.Of(request), request.HttpContext.RequestAborted), request.HttpContext.RequestAborted);

    /// <summary>Drops a held file.</summary>
    [Function("RejectExecution")]
    [Audited("execution.reject", "id")]
    [EndpointSummary("Reject a held execution: its file is dropped, the catalogue stays as it is")]
    [Answers<ExecutionView>(StatusCodes.Status202Accepted)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status409Conflict)]
    public async Task<IResult> RejectAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/executions/{id}/reject")] HttpRequest request,
        [Description("Id of the held execution")] string id) =>
        await AnswerAsync(id, await held.RejectAsync(id, Caller.Of(request), request.HttpContext.RequestAborted), request.HttpContext.RequestAborted);

    private async Task<IResult> AnswerAsync(string id, DecisionResult result, CancellationToken cancellationToken)
    {
        Execution? execution = await executions.FindAsync(id, cancellationToken);
        return (result, execution) switch
        {
            (DecisionResult.NotFound, _) or (_, null) => ExecutionProblems.Unknown(id),
            (DecisionResult.NotHeld, _) => ProblemFactory.Conflict(new Issue(IssueCodes.ExecutionNotHeld, null, null)),
            _ => new AcceptedExecution(execution),
        };
    }
}
