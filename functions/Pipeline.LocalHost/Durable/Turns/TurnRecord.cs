using Google.Protobuf.WellKnownTypes;
using Pipeline.LocalHost.Durable.Messages;
using Pipeline.LocalHost.Durable.Storage;

namespace Pipeline.LocalHost.Durable.Turns;

/// <summary>Records a turn: messages leave the inbox, history grows, effects wait in the same state to be carried out.</summary>
/// <remarks>
/// All of it is one write, so a host that is killed has either recorded the whole turn or nothing of it. Effects are
/// carried out afterwards, from the state, as often as it takes. Source: functions-custom-handler.md §3.5.
/// </remarks>
internal sealed class TurnRecord(InstanceState state, TurnInput input, DateTimeOffset now)
{
    private const string FireAndForget = "FireAndForget";

    private readonly List<PendingActivity> _activities = [];
    private readonly List<PendingTimer> _timers = [];
    private readonly string _executionId = state.ExecutionId;

    /// <summary>Records the turn in the draft, unless the instance changed meanwhile.</summary>
    public static TurnOutcome Write(Draft draft, TurnInput input, TurnAnswer answer, DateTimeOffset now)
    {
        if (!input.IsCurrent(draft.State))
        {
            return TurnOutcome.Stale(input);
        }

        draft.Changed();
        return new TurnRecord(draft.State!, input, now).Write(answer);
    }

    private TurnOutcome Write(TurnAnswer answer)
    {
        for (int taken = 0; taken < input.MessageCount; taken++)
        {
            state.Inbox.RemoveAt(0);
        }

        state.Continuation = 0;
        state.History.Add(input.NewEvents);
        foreach (OrchestratorAction action in answer.Actions)
        {
            state.History.Add(Record(action));
        }

        // The events of a continuation end with OrchestratorCompleted already; the framework adds another one to actions only.
        if (!input.IsContinuation || answer.Actions.Count > 0)
        {
            state.History.Add(HubEvent.OrchestratorCompleted(now));
        }

        state.LastUpdated = Timestamp.FromDateTimeOffset(now);
        if (answer.CustomStatus is not null || !input.IsContinuation)
        {
            state.CustomStatus = answer.CustomStatus;
        }

        OrchestratorAction? completion = Completion(answer.Actions);
        Apply(completion);
        return new TurnOutcome(
            IsRecorded: true, _activities, _timers, _executionId, completion?.CompleteOrchestration);
    }

    /// <summary>Of several completions a continue-as-new wins, as in the real dispatcher; else the first counts.</summary>
    private static OrchestratorAction? Completion(IReadOnlyList<OrchestratorAction> actions)
    {
        OrchestratorAction[] completions = [.. actions.Where(action => action.CompleteOrchestration is not null)];
        return Array.Find(
            completions,
            action => action.CompleteOrchestration.OrchestrationStatus == OrchestrationStatus.ContinuedAsNew)
            ?? completions.FirstOrDefault();
    }

    private void Apply(OrchestratorAction? completion)
    {
        if (completion is null)
        {
            state.Status = IsSuspended() ? OrchestrationStatus.Suspended : OrchestrationStatus.Running;
            state.Activities.Add(_activities);
            state.Timers.Add(_timers);
            return;
        }

        CompleteOrchestrationAction action = completion.CompleteOrchestration;
        if (action.OrchestrationStatus == OrchestrationStatus.ContinuedAsNew)
        {
            // As in the real dispatcher: activities and timers of the last turn are dropped, messages are sent.
            _activities.Clear();
            _timers.Clear();
            NewInstance.Continue(state, action, now);
            return;
        }

        _timers.Clear();
        state.Activities.Add(_activities);
        state.Status = action.OrchestrationStatus;
        state.Output = action.Result;
        state.Timers.Clear();
        state.Inbox.Clear();
        NotifyParent(action);
    }

    private bool IsSuspended() => state.History.LastOrDefault(
        item => item.ExecutionSuspended is not null || item.ExecutionResumed is not null)?.ExecutionSuspended is not null;

    private HistoryEvent Record(OrchestratorAction action)
    {
        HistoryEvent recorded = HubEvent.Of(action.Id, now);
        switch (action.ActionTypeCase)
        {
            case OrchestratorAction.ActionTypeOneofCase.ScheduleTask:
                Schedule(action.Id, action.ScheduleTask, recorded);
                break;
            case OrchestratorAction.ActionTypeOneofCase.CreateTimer:
                Timestamp fireAt = action.CreateTimer.FireAt;
                recorded.TimerCreated = new TimerCreatedEvent { FireAt = fireAt };
                _timers.Add(new PendingTimer { TimerId = action.Id, FireAt = fireAt, Created = recorded.Timestamp });
                break;
            case OrchestratorAction.ActionTypeOneofCase.CreateSubOrchestration:
                StartChild(action.Id, action.CreateSubOrchestration, recorded);
                break;
            case OrchestratorAction.ActionTypeOneofCase.SendEvent:
                Send(action.Id, action.SendEvent, recorded);
                break;
            default:
                recorded.ExecutionCompleted = new ExecutionCompletedEvent
                {
                    OrchestrationStatus = action.CompleteOrchestration.OrchestrationStatus,
                    Result = action.CompleteOrchestration.Result,
                    FailureDetails = action.CompleteOrchestration.FailureDetails,
                };
                break;
        }

        return recorded;
    }

    private void Schedule(int id, ScheduleTaskAction action, HistoryEvent recorded)
    {
        // The input is not kept in the history, as with storeInputsInOrchestrationHistory off.
        recorded.TaskScheduled = new TaskScheduledEvent { Name = action.Name, Version = action.Version };
        recorded.TaskScheduled.Tags.Add(action.Tags);
        _activities.Add(new PendingActivity
        {
            TaskId = id,
            ExecutionId = _executionId,
            Name = action.Name,
            Input = action.Input,
        });
    }

    private void StartChild(int id, CreateSubOrchestrationAction action, HistoryEvent recorded)
    {
        recorded.SubOrchestrationInstanceCreated = new SubOrchestrationInstanceCreatedEvent
        {
            InstanceId = action.InstanceId,
            Name = action.Name,
            Version = action.Version,
        };
        recorded.SubOrchestrationInstanceCreated.Tags.Add(action.Tags);
        HistoryEvent start = NewInstance.Start(action.InstanceId, action.Name, action.Version, action.Input, now);
        start.ExecutionStarted.Tags.Add(action.Tags);
        if (action.Tags.ValueOrNull(FireAndForget) != "true")
        {
            start.ExecutionStarted.ParentInstance = new ParentInstance
            {
                TaskScheduledId = id,
                Name = state.Name,
                Version = state.Version,
                OrchestrationInstance = new OrchestrationInstance
                {
                    InstanceId = state.InstanceId,
                    ExecutionId = _executionId,
                },
            };
        }

        Post(id, action.InstanceId, executionId: null, start);
    }

    private void Send(int id, SendEventAction action, HistoryEvent recorded)
    {
        recorded.EventSent = new EventSentEvent
        {
            InstanceId = action.Instance.InstanceId,
            Name = action.Name,
            Input = action.Data,
        };
        HistoryEvent raised = HubEvent.At(
            now, made => made.EventRaised = new EventRaisedEvent { Name = action.Name, Input = action.Data });
        string? executionId = string.IsNullOrEmpty(action.Instance.ExecutionId) ? null : action.Instance.ExecutionId;
        Post(id, action.Instance.InstanceId, executionId, raised);
    }

    private void NotifyParent(CompleteOrchestrationAction action)
    {
        if (state.Parent is not { } parent)
        {
            return;
        }

        int taskId = parent.TaskScheduledId;
        HistoryEvent report = HubEvent.At(now);
        if (action.OrchestrationStatus == OrchestrationStatus.Completed)
        {
            report.SubOrchestrationInstanceCompleted =
                new SubOrchestrationInstanceCompletedEvent { TaskScheduledId = taskId, Result = action.Result };
        }
        else
        {
            report.SubOrchestrationInstanceFailed = new SubOrchestrationInstanceFailedEvent
            {
                TaskScheduledId = taskId,
                FailureDetails = action.FailureDetails,
            };
        }

        Post(
            -1, parent.OrchestrationInstance.InstanceId, parent.OrchestrationInstance.ExecutionId, report);
    }

    private void Post(int actionId, string target, string? executionId, HistoryEvent content) =>
        state.Outbox.Add(new HubMessage
        {
            Id = string.Create(
                System.Globalization.CultureInfo.InvariantCulture, $"{_executionId}:{actionId}:{state.History.Count}"),
            TargetInstanceId = target,
            ExecutionId = executionId,
            Event = content,
        });
}
