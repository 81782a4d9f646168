namespace Microsoft.DurableTask.Execution;

/// <summary>The code of an orchestrator: runs until it blocks on a durable task, and returns its result at the end.</summary>
internal delegate Task<object?> OrchestratorCode(TaskOrchestrationContext context);
