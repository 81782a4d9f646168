using Pipeline.LocalHost.Durable.Messages;

namespace Pipeline.LocalHost.Durable.Turns;

/// <summary>What became of the call of an orchestrator (functions-custom-handler.md §3.7).</summary>
/// <param name="Actions">What the orchestrator asks for, in its order.</param>
/// <param name="CustomStatus">JSON text; null for none.</param>
/// <param name="AbandonReason">Why the turn does not count and runs again later; null when it counts.</param>
internal sealed record TurnAnswer(
    IReadOnlyList<OrchestratorAction> Actions, string? CustomStatus, string? AbandonReason)
{
    /// <summary>The turn is repeated later; nothing is recorded.</summary>
    public static TurnAnswer Abandoned(string reason) => new([], CustomStatus: null, reason);

    /// <summary>The instance has failed for good.</summary>
    public static TurnAnswer Failed(string message, TaskFailure failure)
    {
        OrchestratorAction action = new()
        {
            Id = -1,
            CompleteOrchestration = new CompleteOrchestrationAction
            {
                OrchestrationStatus = OrchestrationStatus.Failed,
                Result = message,
                FailureDetails = failure,
            },
        };
        return new TurnAnswer([action], CustomStatus: null, AbandonReason: null);
    }
}
