namespace Pipeline.Core.Flows.Running;

/// <summary>Asks a worker to do an execution whose row exists. Doing it twice does nothing the second time.</summary>
/// <param name="ExecutionId">Id of the execution.</param>
/// <param name="Flow">Code of its flow.</param>
public sealed record FlowRunMessage(string ExecutionId, string Flow);
