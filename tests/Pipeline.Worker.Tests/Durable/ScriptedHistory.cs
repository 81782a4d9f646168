using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask.Execution;
using Microsoft.DurableTask.Messages;
using Microsoft.DurableTask.Worker;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>Plays the backend for one instance: keeps its history, and gives it turn after turn.</summary>
/// <param name="code">The orchestrator.</param>
/// <param name="input">Its input, as JSON text.</param>
/// <param name="options">How turns are run.</param>
/// <param name="turn">Runs a turn elsewhere; null runs it here.</param>
internal sealed class ScriptedHistory(
    OrchestratorCode code,
    string? input = null,
    DurableWorkerOptions? options = null,
    Func<OrchestratorRequest, Task<OrchestratorResponse>>? turn = null)
{
    public static readonly DateTime Start = new(2026, 3, 10, 8, 0, 0, DateTimeKind.Utc);

    private readonly List<HistoryEvent> _past = [];

    public DateTime Now { get; private set; } = Start;

    /// <summary>The turn that was played last.</summary>
    public OrchestratorRequest LastRequest { get; private set; } = new();

    /// <summary>Starts the instance.</summary>
    public OrchestratorResponse Begin() => Turn(Started());

    /// <summary>Starts the instance, whose turns run elsewhere.</summary>
    public Task<OrchestratorResponse> BeginAsync() => TurnAsync([Started()]);

    /// <summary>Lets time pass, at least until the timers among the news are due, and gives a turn with the news.</summary>
    public OrchestratorResponse After(TimeSpan elapsed, params HistoryEvent[] news)
    {
        LetPass(elapsed, news);
        return Turn(news);
    }

    /// <summary>The same for an instance whose turns run elsewhere.</summary>
    public Task<OrchestratorResponse> AfterAsync(TimeSpan elapsed, params HistoryEvent[] news)
    {
        LetPass(elapsed, news);
        return TurnAsync(news);
    }

    /// <summary>Gives a turn with news.</summary>
    public OrchestratorResponse Turn(params HistoryEvent[] news)
    {
        LastRequest = Request(news);
        return Keep(Turns.Run(LastRequest, code, options));
    }

    private async Task<OrchestratorResponse> TurnAsync(HistoryEvent[] news)
    {
        LastRequest = Request(news);
        return Keep(await turn!(LastRequest));
    }

    private void LetPass(TimeSpan elapsed, HistoryEvent[] news)
    {
        Now += elapsed;
        foreach (DateTime due in news.Select(happened => happened.TimerFired?.FireAt.ToDateTime()).OfType<DateTime>())
        {
            Now = due > Now ? due : Now;
        }
    }

    private OrchestratorRequest Request(HistoryEvent[] news)
    {
        HistoryEvent[] all = [Event(start => start.OrchestratorStarted = new OrchestratorStartedEvent()), .. news];
        return new OrchestratorRequest { InstanceId = "order-42", PastEvents = { _past }, NewEvents = { all } };
    }

    private OrchestratorResponse Keep(OrchestratorResponse response)
    {
        _past.AddRange(LastRequest.NewEvents);
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

    private HistoryEvent Started() => Event(started => started.ExecutionStarted = new ExecutionStartedEvent
    {
        Name = "Subject",
        Input = input,
        OrchestrationInstance = new OrchestrationInstance { InstanceId = "order-42", ExecutionId = "e1" },
    });

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
