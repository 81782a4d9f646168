using Google.Protobuf.Collections;
using Pipeline.LocalHost.Durable.Messages;
using Pipeline.LocalHost.Durable.Storage;
using Pipeline.LocalHost.Durable.Turns;

namespace Pipeline.LocalHost.Durable.Management;

/// <summary>Makes the failures in a history unsaid (functions-custom-handler.md §3.4 rule 18).</summary>
/// <remarks>As in the cloud an instance with durable timers, retry delays included, may not match its history afterwards.</remarks>
internal static class Rewind
{
    /// <summary>Rewinds the instance of the draft and adds its failed children to <paramref name="children"/>.</summary>
    public static ControlResult Apply(Draft draft, string? reason, DateTimeOffset now, List<string> children)
    {
        if (draft.State is not { } state)
        {
            return ControlResult.NotFound;
        }

        if (state.Status != OrchestrationStatus.Failed)
        {
            return ControlResult.WrongState;
        }

        Unsay(state.History, children);
        state.Status = OrchestrationStatus.Running;
        state.Output = null;
        state.Inbox.Add(new HubMessage
        {
            Event = HubEvent.At(now, made => made.GenericEvent = new GenericEvent { Data = reason }),
        });
        draft.Changed();
        return ControlResult.Accepted;
    }

    private static void Unsay(RepeatedField<HistoryEvent> history, List<string> children)
    {
        HashSet<int> failed = [.. history.Where(item => item.TaskFailed is not null).Select(item => item.TaskFailed.TaskScheduledId)];
        HashSet<int> failedChildren = [.. history
            .Where(item => item.SubOrchestrationInstanceFailed is not null)
            .Select(item => item.SubOrchestrationInstanceFailed.TaskScheduledId)];
        for (int index = 0; index < history.Count; index++)
        {
            HistoryEvent item = history[index];
            bool isUnsaid = item.ExecutionCompleted is not null || item.TaskFailed is not null
                || item.SubOrchestrationInstanceFailed is not null
                || (item.TaskScheduled is not null && failed.Contains(item.EventId));
            if (isUnsaid)
            {
                history[index] = new HistoryEvent
                {
                    EventId = item.EventId,
                    Timestamp = item.Timestamp,
                    GenericEvent = new GenericEvent { Data = $"Rewound: {item.EventTypeCase}" },
                };
            }
            else if (item.SubOrchestrationInstanceCreated is { } child && failedChildren.Contains(item.EventId))
            {
                children.Add(child.InstanceId);
            }
        }
    }
}
