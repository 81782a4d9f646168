using Google.Protobuf.WellKnownTypes;
using Pipeline.LocalHost.Durable.Messages;

namespace Pipeline.LocalHost.Durable.Turns;

/// <summary>Makes instances out of what starts them.</summary>
internal static class NewInstance
{
    /// <summary>The message that starts an instance; its execution id is new.</summary>
    public static HistoryEvent Start(
        string instanceId, string name, string? version, string? input, DateTimeOffset now) =>
        HubEvent.At(now, made => made.ExecutionStarted = new ExecutionStartedEvent
        {
            Name = name,
            Version = version,
            Input = input,
            OrchestrationInstance = new OrchestrationInstance
            {
                InstanceId = instanceId,
                ExecutionId = Guid.NewGuid().ToString("N"),
            },
        });

    /// <summary>The state of an instance that waits for its first turn.</summary>
    /// <param name="start">The message.</param>
    /// <param name="previous">An instance of the same id that ended; what it still has to send and do is kept.</param>
    public static InstanceState Of(HistoryEvent start, InstanceState? previous)
    {
        ExecutionStartedEvent started = start.ExecutionStarted;
        InstanceState state = new()
        {
            InstanceId = started.OrchestrationInstance.InstanceId,
            ExecutionId = started.OrchestrationInstance.ExecutionId,
            Name = started.Name,
            Version = started.Version,
            Status = OrchestrationStatus.Pending,
            Created = start.Timestamp,
            LastUpdated = start.Timestamp,
            Input = started.Input,
            Parent = started.ParentInstance,
        };
        state.Tags.Add(started.Tags);
        state.Inbox.Add(new HubMessage { Event = start });
        if (previous is not null)
        {
            state.Activities.Add(previous.Activities);
            state.Outbox.Add(previous.Outbox);
            state.Received.Add(previous.Received);
        }

        return state;
    }

    /// <summary>Turns an instance into its next generation: new execution, no history, the carried events first.</summary>
    /// <remarks>Messages that name the old execution are dropped; so are its timers.</remarks>
    public static void Continue(InstanceState state, CompleteOrchestrationAction action, DateTimeOffset now)
    {
        HistoryEvent start = Start(
            state.InstanceId, state.Name, action.NewVersion ?? state.Version, action.Result, now);
        start.ExecutionStarted.ParentInstance = state.Parent;
        start.ExecutionStarted.Tags.Add(state.Tags);
        List<HubMessage> first = [new HubMessage { Event = start }];
        foreach (HistoryEvent carried in action.CarryoverEvents.Where(item => item.EventRaised is not null))
        {
            carried.EventId = -1;
            carried.Timestamp ??= Timestamp.FromDateTimeOffset(now);
            first.Add(new HubMessage { Event = carried });
        }

        List<HubMessage> later = [.. state.Inbox.Where(message => message.ExecutionId is null)];
        state.Inbox.Clear();
        state.Inbox.Add(first);
        state.Inbox.Add(later);
        state.Continuation = first.Count;
        state.ExecutionId = start.ExecutionStarted.OrchestrationInstance.ExecutionId;
        state.Version = start.ExecutionStarted.Version;
        state.Input = action.Result;
        state.History.Clear();
        state.Timers.Clear();
        state.Status = OrchestrationStatus.Running;
    }
}
