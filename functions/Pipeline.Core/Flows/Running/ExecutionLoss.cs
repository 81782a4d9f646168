using Pipeline.Core.Errors;

namespace Pipeline.Core.Flows.Running;

/// <summary>Ends executions whose work died too often.</summary>
internal static class ExecutionLoss
{
    /// <summary>The execution as failed, because nobody could bring it to an end.</summary>
    public static Execution GiveUp(Execution execution, DateTimeOffset now)
    {
        ExecutionError error = new(
            "EXECUTION_LOST",
            $"The work stopped without a word {execution.Attempt} time(s), last heard of at {execution.HeartbeatAt:u}.",
            "Look at the app's log around that time; running the flow again is safe.",
            FaultSeverity.Error);
        return execution with
        {
            Status = ExecutionStatus.Failed,
            FinishedAt = now,
            Summary = "Given up: the app stopped each time it worked on this.",
            FirstError = execution.FirstError ?? error,
        };
    }
}
