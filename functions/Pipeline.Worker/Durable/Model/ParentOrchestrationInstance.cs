namespace Microsoft.DurableTask;

/// <summary>The orchestration that started this one and waits for its result.</summary>
/// <param name="Name">Name of the parent's orchestrator.</param>
/// <param name="InstanceId">Instance id of the parent.</param>
public sealed record ParentOrchestrationInstance(TaskName Name, string InstanceId);
