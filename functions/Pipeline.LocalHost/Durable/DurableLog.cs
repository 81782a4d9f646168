using Pipeline.LocalHost.Durable.Messages;
using Pipeline.LocalHost.Durable.Turns;

namespace Pipeline.LocalHost.Durable;

/// <summary>The lines the real host prints about orchestrations. Payloads appear by size only.</summary>
internal sealed partial class DurableLog(ILogger logger, string hubName)
{
    /// <summary>An instance is to start.</summary>
    public void Scheduled(string instanceId, HistoryEvent message)
    {
        if (message.ExecutionStarted is { } start)
        {
            Log.Scheduled(logger, instanceId, start.Name, hubName);
        }
        else if (message.EventRaised is { } raised)
        {
            Log.Raised(logger, instanceId, raised.Name, hubName);
        }
    }

    /// <summary>A turn begins.</summary>
    public void Started(TurnInput input)
    {
        if (input.PastEvents.Count == 0)
        {
            string? payload = input.NewEvents.FirstOrDefault(item => item.ExecutionStarted is not null)?.ExecutionStarted.Input;
            Log.Started(logger, input.InstanceId, input.Name, payload?.Length ?? 0, hubName);
        }
    }

    /// <summary>A turn is over.</summary>
    public void Ended(TurnInput input, TurnOutcome outcome)
    {
        if (!outcome.IsRecorded)
        {
            return;
        }

        switch (outcome.Completion)
        {
            case null:
                Log.Awaited(logger, input.InstanceId, input.Name, hubName);
                break;
            case { OrchestrationStatus: OrchestrationStatus.Failed } failed:
                Log.Failed(logger, input.InstanceId, input.Name, failed.Result ?? string.Empty, hubName);
                break;
            case { OrchestrationStatus: OrchestrationStatus.Terminated } terminated:
                Log.Terminated(logger, input.InstanceId, input.Name, terminated.Result ?? string.Empty, hubName);
                break;
            case { } completed:
                bool isContinued = completed.OrchestrationStatus == OrchestrationStatus.ContinuedAsNew;
                Log.Completed(
                    logger, input.InstanceId, input.Name, isContinued, completed.Result?.Length ?? 0, hubName);
                break;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(95, LogLevel.Information,
            "{InstanceId}: Function '{Name} (Orchestrator)' scheduled. Reason: NewInstance. IsReplay: False. State: Scheduled. RuntimeStatus: Pending. HubName: {Hub}.")]
        public static partial void Scheduled(ILogger logger, string instanceId, string name, string hub);

        [LoggerMessage(96, LogLevel.Information,
            "{InstanceId}: Function '{Name} (Orchestrator)' started. IsReplay: False. Input: ({Length} chars). State: Started. RuntimeStatus: Running. HubName: {Hub}.")]
        public static partial void Started(ILogger logger, string instanceId, string name, int length, string hub);

        [LoggerMessage(97, LogLevel.Information,
            "{InstanceId}: Function '{Name} (Orchestrator)' awaited. IsReplay: False. State: Awaited. RuntimeStatus: Running. HubName: {Hub}.")]
        public static partial void Awaited(ILogger logger, string instanceId, string name, string hub);

        [LoggerMessage(98, LogLevel.Information,
            "{InstanceId}: Function '{Name} (Orchestrator)' completed. ContinuedAsNew: {IsContinued}. IsReplay: False. Output: ({Length} chars). State: Completed. RuntimeStatus: Completed. HubName: {Hub}.")]
        public static partial void Completed(
            ILogger logger, string instanceId, string name, bool isContinued, int length, string hub);

        [LoggerMessage(99, LogLevel.Error,
            "{InstanceId}: Function '{Name} (Orchestrator)' failed with an error. Reason: {Reason} IsReplay: False. State: Failed. RuntimeStatus: Failed. HubName: {Hub}.")]
        public static partial void Failed(ILogger logger, string instanceId, string name, string reason, string hub);

        [LoggerMessage(100, LogLevel.Warning,
            "{InstanceId}: Function '{Name} (Orchestrator)' was terminated. Reason: {Reason}. State: Terminated. RuntimeStatus: Terminated. HubName: {Hub}.")]
        public static partial void Terminated(ILogger logger, string instanceId, string name, string reason, string hub);

        [LoggerMessage(101, LogLevel.Information,
            "{InstanceId}: An external event '{Event}' was raised. State: ExternalEventRaised. HubName: {Hub}.")]
        public static partial void Raised(ILogger logger, string instanceId, string @event, string hub);
    }
}
