namespace Microsoft.DurableTask;

/// <summary>How a sub-orchestration is called.</summary>
public record SubOrchestrationOptions : TaskOptions
{
    /// <summary>States the options.</summary>
    /// <param name="retry">How failures are repeated; null means one attempt.</param>
    /// <param name="instanceId">Instance id; null lets the executor derive one.</param>
    public SubOrchestrationOptions(TaskRetryOptions? retry = null, string? instanceId = null)
        : base(retry) => InstanceId = instanceId;

    /// <summary>Adds an instance id to options.</summary>
    public SubOrchestrationOptions(TaskOptions options, string? instanceId = null)
        : base(options) => InstanceId = instanceId ?? (options as SubOrchestrationOptions)?.InstanceId;

    /// <summary>Instance id; null lets the executor derive one from the execution and the call.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Version of the sub-orchestration; null for none.</summary>
    public TaskVersion? Version { get; init; }
}
