namespace Pipeline.Core.Flows.Running;

/// <summary>Hands executions to workers, at least once and in no particular order.</summary>
public interface IFlowQueue
{
    /// <summary>Sends one message; it is durable when this returns.</summary>
    Task SendAsync(FlowRunMessage message, CancellationToken cancellationToken);
}
