namespace Pipeline.Core.Flows;

/// <summary>State of an execution, spelled in camel case in JSON and tables.</summary>
public enum ExecutionStatus
{
    /// <summary>Waits for a worker.</summary>
    Queued,

    /// <summary>At work.</summary>
    Running,

    /// <summary>Suspicious input waits for a person to approve or reject.</summary>
    Held,

    /// <summary>Asked to stop; stops before the next batch.</summary>
    Cancelling,

    /// <summary>Done, nothing failed.</summary>
    Succeeded,

    /// <summary>There was nothing new.</summary>
    NothingToDo,

    /// <summary>Done, but some rows failed.</summary>
    Partial,

    /// <summary>Broke off; the error says whether it repeats by itself.</summary>
    Failed,

    /// <summary>The input was unreadable or rejected; nothing of it was applied.</summary>
    Refused,

    /// <summary>Stopped on request.</summary>
    Cancelled,

    /// <summary>Not started, because the flow was running already.</summary>
    Skipped,

    /// <summary>Not started, because the flow is paused.</summary>
    Paused,
}
