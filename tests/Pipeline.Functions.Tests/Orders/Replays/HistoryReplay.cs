using Microsoft.DurableTask.Execution;
using Microsoft.DurableTask.Messages;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Functions.Orders;

namespace Pipeline.Functions.Tests.Orders.Replays;

/// <summary>Gives captured turns to code and tells where it answers otherwise.</summary>
internal static class HistoryReplay
{
    /// <summary>The orchestrator of the app.</summary>
    public static readonly OrchestratorCode OfTheApp = static async context =>
    {
        await OrderLifecycle.RunAsync(context);
        return null;
    };

    /// <summary>The turns that this code answers otherwise than they were answered; none when it may take over the instances.</summary>
    public static IReadOnlyList<string> Differences(string history, OrchestratorCode code) =>
    [
        .. CapturedHistory.Read(history)
            .Select(turn => (Turn: turn, Answer: CapturedHistory.Actions(Run(turn.Request, code))))
            .Where(static pair => !pair.Turn.Actions.SequenceEqual(pair.Answer, StringComparer.Ordinal))
            .Select(static pair => FormattableString.Invariant(
                $"round {pair.Turn.Round}, turn {pair.Turn.Number}: was {string.Join(' ', pair.Turn.Actions)}, is {string.Join(' ', pair.Answer)}")),
    ];

    private static OrchestratorResponse Run(OrchestratorRequest request, OrchestratorCode code) =>
        new OrchestrationExecutor(new DurableWorkerOptions(), NullLoggerFactory.Instance, TimeProvider.System)
            .Execute(request, code, CancellationToken.None);
}
