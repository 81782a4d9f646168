using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Durable.Messages;

namespace Pipeline.LocalHost.Durable.Management;

/// <summary>Writes the status of an instance (functions-custom-handler.md §4.3).</summary>
internal static class InstanceJson
{
    /// <summary>The status; times are UTC in whole seconds.</summary>
    public static JObject Write(InstanceState state, bool withInput) => new()
    {
        ["name"] = state.Name,
        ["version"] = state.Version,
        ["instanceId"] = state.InstanceId,
        ["parentInstanceId"] = state.Parent?.OrchestrationInstance.InstanceId,
        ["runtimeStatus"] = state.Status.ToString(),
        ["input"] = withInput ? JsonText.Parse(state.Input) : null,
        ["customStatus"] = JsonText.Parse(state.CustomStatus),
        ["output"] = JsonText.Parse(state.Output),
        ["createdTime"] = Seconds(state.Created),
        ["lastUpdatedTime"] = Seconds(state.LastUpdated),
    };

    /// <summary>The history as the real API shows it: started and ended work with its name, turns left out.</summary>
    public static JArray WriteHistory(InstanceState state, bool withOutput)
    {
        Dictionary<int, HistoryEvent> begun = [];
        JArray events = [];
        foreach (HistoryEvent item in state.History)
        {
            if (item.TaskScheduled is not null || item.SubOrchestrationInstanceCreated is not null || item.TimerCreated is not null)
            {
                begun[item.EventId] = item;
            }
            else if (Describe(item, begun, withOutput) is { } described)
            {
                described.AddFirst(new JProperty("EventType", item.EventTypeCase.ToString()));
                described["Timestamp"] = Precise(item.Timestamp);
                events.Add(described);
            }
        }

        return events;
    }

    private static JObject? Describe(HistoryEvent item, Dictionary<int, HistoryEvent> begun, bool withOutput) => item switch
    {
        { ExecutionStarted: { } started } => new JObject { ["FunctionName"] = started.Name },
        { ExecutionCompleted: { } ended } => new JObject
        {
            ["OrchestrationStatus"] = ended.OrchestrationStatus.ToString(),
            ["Result"] = withOutput ? JsonText.Parse(ended.Result) : null,
        },
        { ExecutionTerminated: { } terminated } => new JObject { ["Reason"] = terminated.Input },
        { ExecutionSuspended: { } suspended } => new JObject { ["Reason"] = suspended.Input },
        { ExecutionResumed: { } resumed } => new JObject { ["Reason"] = resumed.Input },
        { EventRaised: { } raised } => new JObject
        {
            ["Name"] = raised.Name,
            ["Input"] = withOutput ? JsonText.Parse(raised.Input) : null,
        },
        { EventSent: { } sent } => new JObject { ["InstanceId"] = sent.InstanceId, ["Name"] = sent.Name },
        { TaskCompleted: { } task } => Ended(begun, task.TaskScheduledId, withOutput ? task.Result : null),
        { TaskFailed: { } task } => Failed(begun, task.TaskScheduledId, task.FailureDetails),
        { SubOrchestrationInstanceCompleted: { } child } =>
            Ended(begun, child.TaskScheduledId, withOutput ? child.Result : null),
        { SubOrchestrationInstanceFailed: { } child } => Failed(begun, child.TaskScheduledId, child.FailureDetails),
        { TimerFired: { } timer } => new JObject { ["FireAt"] = Precise(timer.FireAt) },
        { GenericEvent: { } generic } => new JObject { ["Data"] = generic.Data },
        _ => null,
    };

    private static JObject Ended(Dictionary<int, HistoryEvent> begun, int id, string? result)
    {
        HistoryEvent? start = begun.GetValueOrDefault(id);
        return new JObject
        {
            ["Result"] = JsonText.Parse(result),
            ["ScheduledTime"] = start is null ? null : Precise(start.Timestamp),
            ["FunctionName"] = start?.TaskScheduled?.Name ?? start?.SubOrchestrationInstanceCreated?.Name,
        };
    }

    private static JObject Failed(Dictionary<int, HistoryEvent> begun, int id, TaskFailure? failure)
    {
        JObject ended = Ended(begun, id, result: null);
        ended["Reason"] = failure?.ErrorMessage;
        ended["FailureDetails"] = Failure(failure);
        return ended;
    }

    private static JObject? Failure(TaskFailure? failure) => failure is null ? null : new JObject
    {
        ["ErrorType"] = failure.ErrorType,
        ["ErrorMessage"] = failure.ErrorMessage,
        ["InnerFailure"] = Failure(failure.InnerFailure),
        ["IsNonRetriable"] = failure.IsNonRetriable,
    };

    private static string Seconds(Timestamp time) =>
        time.ToDateTime().ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Precise(Timestamp time) =>
        time.ToDateTime().ToString("yyyy-MM-ddTHH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
