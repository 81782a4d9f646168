using Microsoft.DurableTask;
using Pipeline.TestSupport.Orchestrations;

namespace Pipeline.Functions.Tests.Orders.Replays;

/// <summary>Gives captured turns to code and tells where it answers otherwise.</summary>
internal static class HistoryReplay
{
    /// <summary>The turns that this code answers otherwise than they were answered; none when it may take over the instances.</summary>
    public static IReadOnlyList<string> Differences(
        string history, Func<TaskOrchestrationContext, Task> code, string? version = null) =>
    [
        .. CapturedHistory.Read(history, version)
            .Select(turn => (Turn: turn, Answer: CapturedHistory.Actions(OrchestratorRunner.Run(turn.Request, code))))
            .Where(static pair => !pair.Turn.Actions.SequenceEqual(pair.Answer, StringComparer.Ordinal))
            .Select(static pair => FormattableString.Invariant(
                $"round {pair.Turn.Round}, turn {pair.Turn.Number}: was {string.Join(' ', pair.Turn.Actions)}, is {string.Join(' ', pair.Answer)}")),
    ];
}
