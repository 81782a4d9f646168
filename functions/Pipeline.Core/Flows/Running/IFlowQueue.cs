namespace Pipeline.Core.Flows.Running;

/// <summary>Hands executions to workers, at least once and in no particular order.</summary>
public interface IFlowQueue
{
    /// <summary>Sends one message; it is durable when this returns.</summary>
    Task SendAsync(FlowExecutionMessage message, CancellationToken cancellationToken);
}

/// <summary>Asks a worker to do an execution whose row exists. Doing it twice does nothing the second time.</summary>
/// <param name="ExecutionId">Id of the execution.</param>
/// <param name="Flow">Code of its flow.</param>
public sealed record FlowExecutionMessage(string ExecutionId, string Flow);
