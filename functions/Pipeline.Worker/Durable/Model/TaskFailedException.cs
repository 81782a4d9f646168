namespace Microsoft.DurableTask;

/// <summary>An activity or a sub-orchestration failed, after all attempts that its retry policy allows.</summary>
/// <remarks>An orchestrator that does not catch it fails with it; its <see cref="FailureDetails"/> become the inner failure.</remarks>
public sealed class TaskFailedException : Exception
{
    /// <summary>Describes the failure of a task.</summary>
    /// <param name="taskName">Name of the activity or sub-orchestrator.</param>
    /// <param name="taskId">Id of the last attempt within the orchestration.</param>
    /// <param name="failureDetails">What went wrong.</param>
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base($"Task '{taskName}' (#{taskId}) failed: {failureDetails.ErrorMessage}")
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails;
    }

    /// <summary>Name of the activity or sub-orchestrator.</summary>
    public string TaskName { get; }

    /// <summary>Id of the last attempt within the orchestration.</summary>
    public int TaskId { get; }

    /// <summary>What went wrong.</summary>
    public TaskFailureDetails FailureDetails { get; }
}
