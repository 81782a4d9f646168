using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Running;
using Pipeline.Storage;

namespace Pipeline.Functions.Flows;

/// <summary>Does the executions that messages name.</summary>
public sealed partial class FlowQueueTriggers(
    FlowExecutor executor, ExecutionCommandHandler commands, ILogger<FlowQueueTriggers> logger)
{
    /// <summary>Does one execution.</summary>
    [Function("RunFlow")]
    public async Task RunAsync(
        [QueueTrigger(StorageNames.FlowRunsQueue)] FlowExecutionMessage message, CancellationToken cancellationToken)
    {
        Execution? execution = await executor.RunAsync(message, cancellationToken);
        if (execution is null)
        {
            Log.Unknown(logger, message.Flow, message.ExecutionId);
        }
        else
        {
            Log.Ended(logger, execution.Flow, execution.Id, execution.Status, execution.Summary, execution.FirstError is { } error ? $" {error.Code}" : string.Empty);
        }
    }

    /// <summary>Ends an execution whose message failed too often.</summary>
    [Function("RunFlowPoison")]
    public async Task SetAsideAsync(
        [QueueTrigger(StorageNames.FlowRunsPoisonQueue)] FlowExecutionMessage message, CancellationToken cancellationToken)
    {
        Execution? execution = await commands.SetAsideAsync(message.ExecutionId, cancellationToken);
        Log.SetAside(logger, message.Flow, message.ExecutionId, execution?.Status);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{FlowCode}: execution {ExecutionId} {Status}. {Summary}{ErrorCode}")]
        public static partial void Ended(
            ILogger logger, string flowCode, string executionId, ExecutionStatus status, string? summary, string errorCode);

        [LoggerMessage(2, LogLevel.Warning, "{FlowCode}: a message names execution {ExecutionId}, which does not exist")]
        public static partial void Unknown(ILogger logger, string flowCode, string executionId);

        [LoggerMessage(3, LogLevel.Error, "{FlowCode}: the message of execution {ExecutionId} was set aside; it is now {Status}")]
        public static partial void SetAside(ILogger logger, string flowCode, string executionId, ExecutionStatus? status);
    }
}
