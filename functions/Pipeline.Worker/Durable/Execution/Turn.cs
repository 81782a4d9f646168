using Microsoft.DurableTask.Messages;
using ActionKind = Microsoft.DurableTask.Messages.OrchestratorAction.OrchestratorActionTypeOneofCase;
using EventKind = Microsoft.DurableTask.Messages.HistoryEvent.EventTypeOneofCase;

namespace Microsoft.DurableTask.Execution;

/// <summary>One turn: feeds history to the code, event by event, and collects what it asks for.</summary>
/// <remarks>Source: functions-custom-handler.md §3.4; the numbers in this file are its rules.</remarks>
internal sealed class Turn(TurnContext context, OrchestratorThread thread, TurnClock clock, OrchestratorCode code)
{
    private readonly List<HistoryEvent> _queued = [];

    /// <summary>The running code; null before ExecutionStarted.</summary>
    public Task<object?>? Code { get; private set; }

    /// <summary>True between a suspension and its end.</summary>
    public bool IsSuspended { get; private set; }

    /// <summary>The termination that ended the turn.</summary>
    public ExecutionTerminatedEvent? Termination { get; private set; }

    /// <summary>Feeds events in order; stops at a termination.</summary>
    /// <exception cref="NonDeterminismException">Code and history differ.</exception>
    /// <exception cref="TurnAbandonedException">The turn took too long.</exception>
    public void Replay(IEnumerable<HistoryEvent> events, bool isReplaying)
    {
        context.ReplaysNow = isReplaying;
        foreach (HistoryEvent happened in events)
        {
            Process(happened);
            clock.ThrowIfPast();
            if (Termination is not null)
            {
                return;
            }
        }
    }

    /// <summary>Rules 1, 7 and 8 hold whether suspended or not; everything else waits in line while suspended.</summary>
    private void Process(HistoryEvent happened)
    {
        switch (happened.EventTypeCase)
        {
            case EventKind.OrchestratorStarted:
                context.SetTime(happened.Timestamp.ToDateTime());
                break;
            case EventKind.ExecutionTerminated:
                Termination = happened.ExecutionTerminated;
                break;
            case EventKind.ExecutionSuspended:
                IsSuspended = true;
                break;
            case EventKind.ExecutionResumed:
                Resume();
                break;
            default:
                if (IsSuspended)
                {
                    _queued.Add(happened);
                }
                else
                {
                    Apply(happened);
                }

                break;
        }
    }

    private void Resume()
    {
        IsSuspended = false;
        HistoryEvent[] waiting = [.. _queued];
        _queued.Clear();
        foreach (HistoryEvent happened in waiting)
        {
            Apply(happened);
        }
    }

    private void Apply(HistoryEvent happened)
    {
        switch (happened.EventTypeCase)
        {
            case EventKind.ExecutionStarted:
                Start(happened.ExecutionStarted);
                break;
            case EventKind.TaskScheduled:
                context.Actions.Confirm(happened.EventId, ActionKind.ScheduleTask, happened.TaskScheduled.Name);
                break;
            case EventKind.SubOrchestrationInstanceCreated:
                context.Actions.Confirm(
                    happened.EventId, ActionKind.CreateSubOrchestration, happened.SubOrchestrationInstanceCreated.Name);
                break;
            case EventKind.EventSent:
                context.Actions.Confirm(happened.EventId, ActionKind.SendEvent, happened.EventSent.Name);
                break;
            case EventKind.TimerCreated when happened.EventId != BackendTimer:
                context.Actions.Confirm(happened.EventId, ActionKind.CreateTimer, name: null);
                break;
            case EventKind.TimerFired:
                Complete(happened.TimerFired.TimerId, json: null);
                break;
            case EventKind.TaskCompleted:
                Complete(happened.TaskCompleted.TaskScheduledId, happened.TaskCompleted.Result);
                break;
            case EventKind.SubOrchestrationInstanceCompleted:
                Complete(
                    happened.SubOrchestrationInstanceCompleted.TaskScheduledId,
                    happened.SubOrchestrationInstanceCompleted.Result);
                break;
            case EventKind.TaskFailed:
                Fail(happened.TaskFailed.TaskScheduledId, happened.TaskFailed.FailureDetails);
                break;
            case EventKind.SubOrchestrationInstanceFailed:
                Fail(
                    happened.SubOrchestrationInstanceFailed.TaskScheduledId,
                    happened.SubOrchestrationInstanceFailed.FailureDetails);
                break;
            case EventKind.EventRaised:
                Raise(happened.EventRaised);
                break;
        }
    }

    /// <summary>Timer by which a backend splits a long answer; none of ours (rule 4).</summary>
    private const int BackendTimer = -100;

    /// <summary>A second start is dropped by the backend; one that slips through changes nothing.</summary>
    private void Start(ExecutionStartedEvent started)
    {
        if (Code is not null)
        {
            return;
        }

        context.Start(started);
        thread.Run(
            static turn =>
            {
                try
                {
                    turn.Code = turn.Invoke();
                }
                catch (Exception exception)
                {
                    turn.Code = Task.FromException<object?>(exception);
                }
            },
            this);
    }

    private Task<object?> Invoke() => code(context);

    /// <summary>What happens after the code has ended no longer reaches it: stray branches make no actions.</summary>
    private bool HasEnded => Code is { IsCompleted: true };

    private void Complete(int id, string? json)
    {
        if (context.Close(id) is { } task && !HasEnded)
        {
            thread.Complete(static work => work.task.Complete(work.json), (task, json));
        }
    }

    private void Fail(int id, TaskFailure? failure)
    {
        if (context.Close(id) is { } task && !HasEnded)
        {
            thread.Complete(static work => work.task.Fail(FailureMessages.Read(work.failure)), (task, failure));
        }
    }

    /// <summary>Rules 6 and 12: after a request to continue as new, even an awaited event waits for the next round.</summary>
    private void Raise(EventRaisedEvent raised)
    {
        if (context.NextRound is not null || HasEnded)
        {
            context.Inbox.Keep(raised);
        }
        else if (context.Inbox.Take(raised) is { } wait)
        {
            thread.Complete(static work => work.wait.Complete(work.raised.Input), (wait, raised));
        }
    }
}
