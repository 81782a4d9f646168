using Pipeline.LocalHost.Durable.Messages;

namespace Pipeline.LocalHost.Durable.Turns;

/// <summary>What a recorded turn asks the hub to do next.</summary>
/// <param name="IsRecorded">False when the instance had changed under the turn: nothing was recorded.</param>
/// <param name="Activities">Activities to run.</param>
/// <param name="Timers">Timers to wait for.</param>
/// <param name="ExecutionId">The execution they belong to.</param>
/// <param name="Completion">The action that ended the execution, continue-as-new included; null when it goes on.</param>
internal sealed record TurnOutcome(
    bool IsRecorded,
    IReadOnlyList<PendingActivity> Activities,
    IReadOnlyList<PendingTimer> Timers,
    string ExecutionId,
    CompleteOrchestrationAction? Completion)
{
    /// <summary>The outcome of a turn that came too late.</summary>
    public static TurnOutcome Stale(TurnInput input) => new(IsRecorded: false, [], [], input.ExecutionId, Completion: null);
}
