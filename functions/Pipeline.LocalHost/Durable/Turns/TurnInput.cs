using Pipeline.LocalHost.Durable.Messages;
using Pipeline.LocalHost.Durable.Storage;

namespace Pipeline.LocalHost.Durable.Turns;

/// <summary>What one turn works on: the history and the messages that it takes from the inbox.</summary>
internal sealed record TurnInput
{
    public required string InstanceId { get; init; }

    public required string ExecutionId { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<HistoryEvent> PastEvents { get; init; }

    public required IReadOnlyList<HistoryEvent> NewEvents { get; init; }

    /// <summary>How many messages at the front of the inbox the turn takes.</summary>
    public required int MessageCount { get; init; }

    /// <summary>Whether it is the first turn of a generation that continue-as-new began.</summary>
    public required bool IsContinuation { get; init; }

    /// <summary>The next turn of an instance; null when nothing asks for one.</summary>
    public static TurnInput? Next(InstanceState? state, DateTimeOffset now)
    {
        if (state is null || state.HasEnded() || state.Inbox.Count == 0)
        {
            return null;
        }

        bool isContinuation = state.Continuation > 0;
        int count = isContinuation ? state.Continuation : state.Inbox.Count;
        List<HistoryEvent> events = [HubEvent.OrchestratorStarted(now)];
        events.AddRange(state.Inbox.Take(count).Select(message => message.Event));
        if (isContinuation)
        {
            events.Add(HubEvent.OrchestratorCompleted(now));
        }

        return new TurnInput
        {
            InstanceId = state.InstanceId,
            ExecutionId = state.ExecutionId,
            Name = state.Name,
            PastEvents = [.. state.History],
            NewEvents = events,
            MessageCount = count,
            IsContinuation = isContinuation,
        };
    }

    /// <summary>Whether the instance is still as the turn found it, apart from messages that came meanwhile.</summary>
    public bool IsCurrent(InstanceState? state) => state is not null
        && state.ExecutionId == ExecutionId && state.History.Count == PastEvents.Count && !state.HasEnded();
}
