using Google.Protobuf.WellKnownTypes;
using Pipeline.LocalHost.Durable.Messages;

namespace Pipeline.LocalHost.Durable.Turns;

/// <summary>Makes history events. Those that answer no action have the event id -1 (functions-custom-handler.md §3.5).</summary>
internal static class HubEvent
{
    /// <summary>An event that came from outside the orchestrator.</summary>
    public static HistoryEvent At(DateTimeOffset now) => Of(-1, now);

    /// <summary>The event that records the action with this id.</summary>
    public static HistoryEvent Of(int eventId, DateTimeOffset now) => new()
    {
        EventId = eventId,
        Timestamp = Timestamp.FromDateTimeOffset(now),
    };

    /// <summary>An event of a message, changed by <paramref name="fill"/>.</summary>
    public static HistoryEvent At(DateTimeOffset now, Action<HistoryEvent> fill)
    {
        HistoryEvent made = At(now);
        fill(made);
        return made;
    }

    /// <summary>The last event of a turn.</summary>
    public static HistoryEvent OrchestratorCompleted(DateTimeOffset now) =>
        At(now, made => made.OrchestratorCompleted = new OrchestratorCompletedEvent());

    /// <summary>The first event of a turn; its time is the orchestrator's clock.</summary>
    public static HistoryEvent OrchestratorStarted(DateTimeOffset now) =>
        At(now, made => made.OrchestratorStarted = new OrchestratorStartedEvent());
}
