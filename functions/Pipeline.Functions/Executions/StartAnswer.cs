using Pipeline.Core.Flows.Running;
using Pipeline.Functions.Http;

namespace Pipeline.Functions.Executions;

/// <summary>Answers the wish to start a flow: 202 with the execution, or why not.</summary>
internal static class StartAnswer
{
    public static IResult Of(StartResult result, IResult unknown) => result switch
    {
        { Refusal: null } => new AcceptedExecution(result.Execution!),
        { Reason: null } => unknown,
        { Refusal: StartRefusal.Early } => ProblemFactory.TooEarly(result.Reason, result.NotBefore!.Value),
        _ => ProblemFactory.Conflict(result.Reason),
    };
}
