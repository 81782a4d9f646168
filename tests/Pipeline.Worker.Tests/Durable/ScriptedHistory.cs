using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask.Execution;
using Microsoft.DurableTask.Messages;
using Microsoft.DurableTask.Worker;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>Plays the backend for one instance: keeps its history, and gives it turn after turn.</summary>
internal sealed class ScriptedHistory(OrchestratorCode code, string? input = null, DurableWorkerOptions? options = null)
{
    public static readonly DateTime Start = new(2026, 3, 10, 8, 0, 0, DateTimeKind.Utc);

    private readonly List<HistoryEvent> _past = [];

    public DateTime Now { get; private set; } = Start;

    /// <summary>The turn that was played last.</summary>
    public OrchestratorRequest LastRequest { get; private set; } = new();

    /// <summary>Starts the instance.</summary>
    public OrchestratorResponse Begin() => Turn(Event(started => started.ExecutionStarted = new ExecutionStartedEvent
    {
        Name = "Subject",
        Input = input,
        OrchestrationInstance = new OrchestrationInstance { InstanceId = "order-42", ExecutionId = "e1" },
    }));

    /// <summary>Lets time pass, at least until the timers among the news are due, and gives a turn with the news.</summary>
    public OrchestratorResponse After(TimeSpan elapsed, params HistoryEvent[] news)
    {
        Now += elapsed;
        foreach (DateTime due in news.Select(happened => happened.TimerFired?.FireAt.ToDateTime()).OfType<DateTime>())
        {
            Now = due > Now ? due : Now;
        }

        return Turn(news);
    }

    public OrchestratorResponse Turn(params HistoryEvent[] news)
    {
        HistoryEvent[] all = [Event(start => start.OrchestratorStarted = new OrchestratorStartedEvent()), .. news];
        var request = new OrchestratorRequest { InstanceId = "order-42", PastEvents = { _past }, NewEvents = { all } };
        LastRequest = request;
        OrchestratorResponse response = Turns.Run(request, code, options);
        _past.AddRange(all);
        _past.AddRange(response.Actions.Select(Record).OfType<HistoryEvent>());
        return response;
    }

    public static HistoryEvent Done(int id, string? json) => new()
    {
        EventId = -1,
        TaskCompleted = new TaskCompletedEvent { TaskScheduledId = id, Result = json },
    };

    public static HistoryEvent Failed(int id, string type = "System.TimeoutException", bool nonRetriable = false) => new()
    {
        EventId = -1,
        TaskFailed = new TaskFailedEvent
        {
            TaskScheduledId = id,
            FailureDetails = new TaskFailure { ErrorType = type, ErrorMessage = "too slow", IsNonRetriable = nonRetriable },
        },
    };

    public static HistoryEvent Fired(int id) => new()
    {
        EventId = -1,
        TimerFired = new TimerFiredEvent { TimerId = id, FireAt = Timestamp.FromDateTime(Start) },
    };

    public static HistoryEvent Raised(string name, string? json) => new()
    {
        EventId = -1,
        EventRaised = new EventRaisedEvent { Name = name, Input = json },
    };

    private HistoryEvent Event(Action<HistoryEvent> fill)
    {
        var made = new HistoryEvent { EventId = -1, Timestamp = Timestamp.FromDateTime(Now) };
        fill(made);
        return made;
    }

    private HistoryEvent? Record(OrchestratorAction action)
    {
        HistoryEvent made = Event(_ => { });
        made.EventId = action.Id;
        switch (action.OrchestratorActionTypeCase)
        {
            case OrchestratorAction.OrchestratorActionTypeOneofCase.ScheduleTask:
                made.TaskScheduled = new TaskScheduledEvent { Name = action.ScheduleTask.Name };
                return made;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.CreateTimer:
                made.TimerCreated = new TimerCreatedEvent { FireAt = action.CreateTimer.FireAt };
                return made;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.CreateSubOrchestration:
                made.SubOrchestrationInstanceCreated = new SubOrchestrationInstanceCreatedEvent
                {
                    InstanceId = action.CreateSubOrchestration.InstanceId,
                    Name = action.CreateSubOrchestration.Name,
                };
                return made;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.SendEvent:
                made.EventSent = new EventSentEvent
                {
                    InstanceId = action.SendEvent.Instance.InstanceId,
                    Name = action.SendEvent.Name,
                };
                return made;
            default:
                return null;
        }
    }
}
