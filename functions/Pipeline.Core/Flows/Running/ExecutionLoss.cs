using Pipeline.Core.Issues;

namespace Pipeline.Core.Flows.Running;

/// <summary>Ends executions whose work died too often.</summary>
internal static class ExecutionLoss
{
    /// <summary>The execution as failed, because nobody could bring it to an end.</summary>
    public static Execution GiveUp(Execution execution, DateTimeOffset now)
    {
        return execution with
        {
            Status = ExecutionStatus.Failed,
            FinishedAt = now,
            Summary = "Given up: the app stopped each time it worked on this.",
            FirstError = execution.FirstError
                ?? new Issue(IssueCodes.ExecutionLost, null, null).With("attempts", execution.Attempt).With("time", $"{execution.HeartbeatAt:u}"),
        };
    }
}
