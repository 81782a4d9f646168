namespace Microsoft.DurableTask;

/// <summary>How a new orchestration instance is started by a client.</summary>
/// <param name="InstanceId">Instance id, without <c>/ \ # ?</c> and control characters, not starting with <c>@</c>; null lets the host choose one.</param>
/// <param name="StartAt">Not supported by the HTTP management API; a client that uses it refuses a value.</param>
public record StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
{
    /// <summary>Version of the instance; null for the host's default.</summary>
    public TaskVersion? Version { get; init; }
}
