using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask.Protobuf;
using Pipeline.Functions.Composition;
using Pipeline.Functions.Orders;
using Pipeline.TestSupport.Orchestrations;

namespace Pipeline.Functions.Tests.Orders;

/// <summary>Plays the backend for one order: runs the official runner turn after turn, and activities as scripted.</summary>
/// <param name="activity">Does an activity by name and input (JSON text); a time-out or a returned failure fails it.</param>
/// <param name="watch">Sees the request and the answer of each turn.</param>
internal sealed class LifecycleBackend(
    Func<string, string?, object?> activity, Action<OrchestratorRequest, OrchestratorResponse>? watch = null)
{
    private static readonly TimeSpan RetryDelays = TimeSpan.FromSeconds(20);

    private readonly List<HistoryEvent> past = [];
    private readonly List<OrchestratorAction> timers = [];

    /// <summary>Version in which the order is begun.</summary>
    public string Version { get; init; } = OrderLifecycle.CurrentVersion;

    /// <summary>How results of activities are written.</summary>
    public JsonSerializerOptions ResultJson { get; init; } = PipelineComposition.WireJson;

    public DateTime Now { get; private set; } = new(2026, 3, 10, 8, 0, 0, DateTimeKind.Utc);

    /// <summary>What was done: activities, waits in minutes, events and rounds.</summary>
    public List<string> Log { get; } = [];

    /// <summary>How it ended; null while it waits.</summary>
    public CompleteOrchestrationAction? End { get; private set; }

    public string? CustomStatus { get; private set; }

    /// <summary>Runs until it ends, or waits with nothing left to happen.</summary>
    /// <param name="happenings"><c>changed</c> raises the event, <c>time</c> lets the next timer fire.</param>
    public void Run(params string[] happenings)
    {
        Queue<string> script = new(happenings);
        List<HistoryEvent> news = [Started("\"o1\"", Version)];
        while (End is null && news.Count > 0)
        {
            news = Turn(news);
            if (news.Count == 0 && End is null)
            {
                news = Next(script);
            }
        }
    }

    private List<HistoryEvent> Turn(List<HistoryEvent> news)
    {
        HistoryEvent[] all = [Event(made => made.OrchestratorStarted = new OrchestratorStartedEvent()), .. news];
        OrchestratorRequest request = new() { InstanceId = "order-o1", PastEvents = { past }, NewEvents = { all } };
        OrchestratorResponse response = OrchestratorRunner.Run(request, OrderLifecycle.RunAsync);
        watch?.Invoke(request, response);
        CustomStatus = response.CustomStatus ?? CustomStatus;
        past.AddRange(all);
        return [.. response.Actions.SelectMany(Do).ToArray()];
    }

    private IEnumerable<HistoryEvent> Do(OrchestratorAction action)
    {
        if (action.ScheduleTask is { } task)
        {
            past.Add(Recorded(action, made => made.TaskScheduled = new TaskScheduledEvent { Name = task.Name }));
            Now = Now.AddSeconds(1);
            return [Done(action.Id, task)];
        }

        if (action.CreateTimer is { } timer)
        {
            past.Add(Recorded(action, made => made.TimerCreated = new TimerCreatedEvent { FireAt = timer.FireAt }));
            timers.Add(action);
            TimeSpan wait = timer.FireAt.ToDateTime() - Now;
            if (wait > RetryDelays)
            {
                Log.Add(FormattableString.Invariant($"wait {wait.TotalMinutes:0} min"));
                return [];
            }

            return [Fire(action)];
        }

        CompleteOrchestrationAction end = action.CompleteOrchestration;
        if (end.OrchestrationStatus != OrchestrationStatus.ContinuedAsNew)
        {
            End = end;
            return [];
        }

        Log.Add("new round");
        past.Clear();
        timers.Clear();
        return [Started(end.Result, end.NewVersion), .. end.CarryoverEvents];
    }

    private HistoryEvent Done(int id, ScheduleTaskAction task)
    {
        try
        {
            Log.Add($"{task.Name} {task.Input}");
            object? result = activity(task.Name, task.Input);
            return result is TaskFailureDetails failure
                ? Failed(id, failure)
                : Event(made => made.TaskCompleted = new TaskCompletedEvent
                {
                    TaskScheduledId = id,
                    Result = JsonSerializer.Serialize(result, ResultJson),
                });
        }
        catch (TimeoutException failed)
        {
            return Failed(id, new TaskFailureDetails { ErrorType = "System.TimeoutException", ErrorMessage = failed.Message });
        }
    }

    private HistoryEvent Failed(int id, TaskFailureDetails failure) =>
        Event(made => made.TaskFailed = new TaskFailedEvent { TaskScheduledId = id, FailureDetails = failure });

    private List<HistoryEvent> Next(Queue<string> script)
    {
        if (!script.TryDequeue(out string? happening))
        {
            return [];
        }

        Log.Add(happening);
        Now = Now.AddSeconds(1);
        return happening == "time"
            ? [Fire(timers.MinBy(timer => timer.CreateTimer.FireAt.ToDateTime())!)]
            : [.. happening.Split('+').Select(name => Event(made => made.EventRaised = new EventRaisedEvent { Name = name, Input = "null" }))];
    }

    private HistoryEvent Fire(OrchestratorAction timer)
    {
        timers.Remove(timer);
        DateTime due = timer.CreateTimer.FireAt.ToDateTime();
        Now = due > Now ? due : Now;
        return Event(made => made.TimerFired = new TimerFiredEvent { TimerId = timer.Id, FireAt = timer.CreateTimer.FireAt });
    }

    private HistoryEvent Started(string? input, string? version) => Event(made => made.ExecutionStarted = new ExecutionStartedEvent
    {
        Name = OrderLifecycle.Name,
        Input = input,
        Version = version,
        OrchestrationInstance = new OrchestrationInstance { InstanceId = "order-o1", ExecutionId = "e1" },
    });

    private HistoryEvent Recorded(OrchestratorAction action, Action<HistoryEvent> fill)
    {
        HistoryEvent made = Event(fill);
        made.EventId = action.Id;
        return made;
    }

    private HistoryEvent Event(Action<HistoryEvent> fill)
    {
        HistoryEvent made = new() { EventId = -1, Timestamp = Timestamp.FromDateTime(Now) };
        fill(made);
        return made;
    }
}
