using Pipeline.Core.Flows.Running;
using Pipeline.Functions.Http;

namespace Pipeline.Functions.Executions;

/// <summary>Answers the wish to start a flow: 202 with the execution, or why not.</summary>
internal static class StartAnswer
{
    public static IResult Of(StartResult result, IResult unknown) => result.Refusal switch
    {
        null => new AcceptedExecution(result.Execution!),
        StartRefusal.NotFound => unknown,
        StartRefusal.NotConfigured => Problems.Conflict(
            "FLOW_NOT_CONFIGURED", "The flow lacks a setting; GET /api/flows names it."),
        StartRefusal.Paused => Problems.Conflict("FLOW_PAUSED", "The flow is paused; resume it first."),
        StartRefusal.NotFinished => Problems.Conflict(
            "EXECUTION_NOT_FINISHED", "The execution is not finished; cancel it or wait."),
        StartRefusal.NothingFailed => Problems.Conflict(
            "NOTHING_FAILED", "Nothing failed in the execution, so there is nothing to run again."),
        _ => throw new InvalidOperationException($"There is no refusal {result.Refusal}."),
    };
}
