using Google.Protobuf.WellKnownTypes;
using Pipeline.LocalHost.Durable.Messages;

namespace Pipeline.LocalHost.Tests.Durable;

/// <summary>One turn as a scripted orchestrator sees it: reads the history, notes what it wants.</summary>
/// <remarks>
/// Each action is named with its id. It is asked for as long as the history does not hold it, and gives its result
/// once the history does. A script reads like an orchestrator: <c>if (turn.Activity(0, "A") is { } a) ...</c>.
/// </remarks>
internal sealed class Script(OrchestratorRequest request)
{
    private readonly List<HistoryEvent> _events = [.. request.PastEvents, .. request.NewEvents];
    private int _eventsTaken;

    public OrchestratorRequest Request => request;

    public OrchestratorResponse Response { get; } = new() { InstanceId = request.InstanceId };

    public string? Input => Start.Input;

    public ExecutionStartedEvent Start => _events.First(item => item.ExecutionStarted is not null).ExecutionStarted;

    public bool IsSuspended => _events.LastOrDefault(
        item => item.ExecutionSuspended is not null || item.ExecutionResumed is not null)?.ExecutionSuspended is not null;

    public string? Terminated =>
        _events.FirstOrDefault(item => item.ExecutionTerminated is not null)?.ExecutionTerminated.Input;

    /// <summary>The result; <c>failed: message</c> for a failure, null while there is none.</summary>
    public string? Activity(int id, string name, string? input = null)
    {
        Want(id, item => item.TaskScheduled is not null, made => made.ScheduleTask = new ScheduleTaskAction { Name = name, Input = input });
        return Find(item => item.TaskCompleted?.TaskScheduledId == id)?.TaskCompleted.Result
            ?? Failure(Find(item => item.TaskFailed?.TaskScheduledId == id)?.TaskFailed);
    }

    public string? Child(int id, string name, string instanceId, string? input = null, bool isForgotten = false)
    {
        Want(id, item => item.SubOrchestrationInstanceCreated is not null, made =>
        {
            made.CreateSubOrchestration =
                new CreateSubOrchestrationAction { Name = name, InstanceId = instanceId, Input = input };
            if (isForgotten)
            {
                made.CreateSubOrchestration.Tags["FireAndForget"] = "true";
            }
        });
        return Find(item => item.SubOrchestrationInstanceCompleted?.TaskScheduledId == id)?.SubOrchestrationInstanceCompleted.Result
            ?? (Find(item => item.SubOrchestrationInstanceFailed?.TaskScheduledId == id)?.SubOrchestrationInstanceFailed is { } failed
                ? $"failed: {failed.FailureDetails?.ErrorMessage ?? "no details"}" : null);
    }

    /// <summary>Whether the timer has fired; it is due that long after the turn that created it.</summary>
    public bool Timer(int id, TimeSpan delay)
    {
        DateTimeOffset now = request.NewEvents[0].Timestamp.ToDateTimeOffset();
        Want(id, item => item.TimerCreated is not null, made => made.CreateTimer = new CreateTimerAction { FireAt = Timestamp.FromDateTimeOffset(now + delay) });
        return Find(item => item.TimerFired?.TimerId == id) is not null;
    }

    public void Send(int id, string instanceId, string name, string data) => Want(
        id, item => item.EventSent is not null,
        made => made.SendEvent = new SendEventAction { Instance = new OrchestrationInstance { InstanceId = instanceId }, Name = name, Data = data });

    /// <summary>The next event of that name; null while there is none.</summary>
    public string? Event(string name)
    {
        HistoryEvent[] raised = [.. _events.Where(item => item.EventRaised is not null)];
        return raised.Length > _eventsTaken && raised[_eventsTaken].EventRaised.Name == name
            ? raised[_eventsTaken++].EventRaised.Input
            : null;
    }

    public void Complete(int id, string? result) => End(id, OrchestrationStatus.Completed, result);

    public void End(int id, OrchestrationStatus status, string? result, TaskFailure? failure = null) =>
        Response.Actions.Add(new OrchestratorAction
        {
            Id = id,
            CompleteOrchestration = new CompleteOrchestrationAction
            {
                OrchestrationStatus = status,
                Result = result,
                FailureDetails = failure,
            },
        });

    private static string? Failure(TaskFailedEvent? failed) =>
        failed is null ? null : $"failed: {failed.FailureDetails?.ErrorMessage ?? "no details"}";

    private HistoryEvent? Find(Func<HistoryEvent, bool> condition) => _events.Find(item => condition(item));

    private void Want(int id, Func<HistoryEvent, bool> isKind, Action<OrchestratorAction> fill)
    {
        if (_events.Exists(item => item.EventId == id && isKind(item)))
        {
            return;
        }

        OrchestratorAction action = new() { Id = id };
        fill(action);
        Response.Actions.Add(action);
    }
}
