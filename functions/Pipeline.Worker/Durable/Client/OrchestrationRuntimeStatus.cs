namespace Microsoft.DurableTask.Client;

/// <summary>State of an orchestration instance. Source: functions-custom-handler.md §3.2.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>Started and not ended.</summary>
    Running = 0,

    /// <summary>Ended with a result.</summary>
    Completed = 1,

    /// <summary>Between two rounds.</summary>
    ContinuedAsNew = 2,

    /// <summary>Ended with a failure.</summary>
    Failed = 3,

    /// <summary>Cancelled; no longer in use.</summary>
    Canceled = 4,

    /// <summary>Ended by a client.</summary>
    Terminated = 5,

    /// <summary>Scheduled and not started.</summary>
    Pending = 6,

    /// <summary>Halted by a client until it is resumed.</summary>
    Suspended = 7,
}
