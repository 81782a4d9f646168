using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Issues;
using Pipeline.Functions.Http;

namespace Pipeline.Functions.Executions;

/// <summary>Answers the wish to start a flow: 202 with the execution, or why not.</summary>
internal static class StartAnswer
{
    public static IResult Of(StartResult result, IResult unknown) => result.Refusal switch
    {
        null => new AcceptedExecution(result.Execution!),
        StartRefusal.NotFound => unknown,
        StartRefusal.NotConfigured => ProblemFactory.Conflict(
            new Issue(IssueCodes.FlowNotConfigured, null, null).With("reason", "a setting is missing.")),
        StartRefusal.Early => ProblemFactory.TooEarly(
            new Issue(IssueCodes.CadenceEarly, null, null)
                .With("cadence", result.Cadence!.Value.InHours).With("notBefore", $"{result.NotBefore!.Value.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"),
            result.NotBefore.Value),
        StartRefusal.Paused => Refuse(IssueCodes.FlowPaused),
        StartRefusal.NotFinished => Refuse(IssueCodes.ExecutionNotFinished),
        StartRefusal.NothingFailed => Refuse(IssueCodes.NothingFailed),
        _ => throw new InvalidOperationException($"There is no refusal {result.Refusal}."),
    };

    private static IResult Refuse(string code) => ProblemFactory.Conflict(new Issue(code, null, null));
}
