using Pipeline.LocalHost.Durable.Messages;
using Pipeline.LocalHost.Durable.Storage;
using Pipeline.LocalHost.Durable.Turns;

namespace Pipeline.LocalHost.Durable.Activities;

/// <summary>Turns what was waited for into messages, once each: the entry that waited leaves in the same write.</summary>
internal static class TaskResults
{
    /// <summary>Takes the result of an activity; false when one was taken before.</summary>
    /// <remarks>A result for an execution that is over only ends the waiting.</remarks>
    public static bool Take(Draft draft, PendingActivity activity, HistoryEvent result)
    {
        PendingActivity? waiting = draft.State?.Activities.FirstOrDefault(
            item => item.TaskId == activity.TaskId && item.ExecutionId == activity.ExecutionId);
        if (waiting is null)
        {
            return false;
        }

        draft.State!.Activities.Remove(waiting);
        draft.Changed();
        return Inbox.Take(draft, new HubMessage { ExecutionId = activity.ExecutionId, Event = result });
    }

    /// <summary>Fires a timer; false when it has fired or its execution is over.</summary>
    public static bool Fire(Draft draft, string executionId, PendingTimer timer)
    {
        PendingTimer? waiting = draft.State is { } state && state.ExecutionId == executionId
            ? state.Timers.FirstOrDefault(item => item.TimerId == timer.TimerId)
            : null;
        if (waiting is null)
        {
            return false;
        }

        draft.State!.Timers.Remove(waiting);
        draft.Changed();

        // The time stamp is that of the timer's creation, as the framework writes it.
        HistoryEvent fired = new()
        {
            EventId = -1,
            Timestamp = timer.Created,
            TimerFired = new TimerFiredEvent { TimerId = timer.TimerId, FireAt = timer.FireAt },
        };
        return Inbox.Take(draft, new HubMessage { ExecutionId = executionId, Event = fired });
    }
}
