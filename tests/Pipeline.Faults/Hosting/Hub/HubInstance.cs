using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask.Protobuf;
using Pipeline.Faults.Time;

namespace Pipeline.Faults.Hosting.Hub;

/// <summary>One instance in the task hub: the history of its round, the messages it has not seen, the activities it waits for.</summary>
internal sealed class HubInstance
{
    private readonly List<HistoryEvent> past = [];
    private readonly List<(HistoryEvent Message, int? Round)> inbox = [];
    private readonly List<HubTask> tasks = [];
    private readonly Simulation simulation;
    private readonly TaskHub hub;
    private int round;
    private int turns;

    public HubInstance(Simulation simulation, TaskHub hub, CreateInstanceRequest start)
    {
        this.simulation = simulation;
        this.hub = hub;
        (Id, Name) = (start.InstanceId, start.Name);
        Begin(start.Version, start.Input);
    }

    public string Id { get; }

    public string Name { get; }

    public OrchestrationStatus Status { get; private set; } = OrchestrationStatus.Pending;

    public bool IsOver => Status is not (OrchestrationStatus.Pending or OrchestrationStatus.Running);

    /// <summary>Whether a turn is due.</summary>
    public bool HasNews => inbox.Count > 0;

    /// <summary>Activities without a result.</summary>
    public IReadOnlyList<HubTask> Tasks => tasks;

    /// <summary>Takes a message from outside; one for an instance that has ended is dropped.</summary>
    public void Raise(string name, string? input) =>
        Receive(new HistoryEvent { EventRaised = new EventRaisedEvent { Name = name, Input = input } }, null);

    /// <summary>Takes the outcome of an activity; one of an earlier round is dropped.</summary>
    public void End(HubTask task, HistoryEvent outcome, int ofRound)
    {
        _ = tasks.Remove(task);
        Receive(outcome, ofRound);
    }

    /// <summary>The turn that is due.</summary>
    public HubTurn NextTurn() => new(turns, new OrchestratorRequest
    {
        InstanceId = Id,
        PastEvents = { past },
        NewEvents = { Now(new HistoryEvent { OrchestratorStarted = new OrchestratorStartedEvent() }), inbox.Select(static entry => entry.Message) },
    });

    /// <summary>Keeps what came of a turn and plans what it asks for; nothing, when another turn was recorded meanwhile.</summary>
    public void Record(HubTurn turn, OrchestratorResponse response)
    {
        if (turn.Number != turns || IsOver)
        {
            return;
        }

        turns++;
        hub.Turns++;
        Status = OrchestrationStatus.Running;
        inbox.RemoveRange(0, turn.Request.NewEvents.Count - 1);
        past.AddRange(turn.Request.NewEvents);
        foreach (OrchestratorAction action in response.Actions)
        {
            Plan(action);
        }

        past.Add(Now(new HistoryEvent { OrchestratorCompleted = new OrchestratorCompletedEvent() }));
        if (response.Actions.Select(static action => action.CompleteOrchestration).OfType<CompleteOrchestrationAction>().SingleOrDefault() is { } end)
        {
            Finish(end);
        }

        hub.Announce(this);
    }

    private void Plan(OrchestratorAction action)
    {
        switch (action.OrchestratorActionTypeCase)
        {
            case OrchestratorAction.OrchestratorActionTypeOneofCase.ScheduleTask:
                ScheduleTaskAction task = action.ScheduleTask;
                past.Add(Now(new HistoryEvent { TaskScheduled = new TaskScheduledEvent { Name = task.Name, Version = task.Version, Input = task.Input } }, action.Id));
                tasks.Add(new HubTask(this, round, action.Id, task));
                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.CreateTimer:
                Timestamp due = action.CreateTimer.FireAt;
                past.Add(Now(new HistoryEvent { TimerCreated = new TimerCreatedEvent { FireAt = due } }, action.Id));
                int ofRound = round;
                simulation.At(due.ToDateTimeOffset(), () => Receive(
                    new HistoryEvent { TimerFired = new TimerFiredEvent { TimerId = action.Id, FireAt = due } }, ofRound));
                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.SendEvent when action.SendEvent.Instance.InstanceId == Id:
                SendEventAction sent = action.SendEvent;
                past.Add(Now(new HistoryEvent { EventSent = new EventSentEvent { InstanceId = Id, Name = sent.Name, Input = sent.Data } }, action.Id));
                Raise(sent.Name, sent.Data);
                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.CompleteOrchestration:
                break;
            default:
                throw new NotSupportedException($"{Id} asks for {action}.");
        }
    }

    private void Finish(CompleteOrchestrationAction end)
    {
        tasks.Clear();
        if (end.OrchestrationStatus == OrchestrationStatus.ContinuedAsNew)
        {
            Begin(end.NewVersion, end.Result);
            inbox.InsertRange(1, end.CarryoverEvents.Select(static carried => (carried, (int?)null)));
            return;
        }

        Status = end.OrchestrationStatus;
        inbox.Clear();
        if (end.FailureDetails is { } failure)
        {
            hub.Fail(this, failure);
        }
    }

    private void Begin(string? version, string? input)
    {
        round++;
        past.Clear();
        _ = inbox.RemoveAll(entry => entry.Round is not null);
        ExecutionStartedEvent start = new()
        {
            Name = Name,
            Version = version,
            Input = input,
            OrchestrationInstance = new OrchestrationInstance { InstanceId = Id, ExecutionId = $"{Id}-{round}" },
        };
        inbox.Insert(0, (Now(new HistoryEvent { ExecutionStarted = start }), round));
    }

    private void Receive(HistoryEvent message, int? ofRound)
    {
        if (!IsOver && (ofRound is null || ofRound == round))
        {
            inbox.Add((Now(message), ofRound));
            hub.Announce(this);
        }
    }

    private HistoryEvent Now(HistoryEvent made, int id = -1)
    {
        made.EventId = id;
        made.Timestamp = Timestamp.FromDateTimeOffset(simulation.Now);
        return made;
    }
}
