using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask.Protobuf;
using Pipeline.Core.Orders.Life;
using Pipeline.Functions.Composition;
using Pipeline.Functions.Orders;

namespace Pipeline.Benchmarks.Turns;

/// <summary>The history of an order that was looked at, waited, was woken by a change and looked at again, twelve times.</summary>
internal static class WaitingOrder
{
    private const int Looks = 12;
    private static readonly DateTimeOffset Begin = new(2026, 3, 10, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The turn that brings the result of the thirteenth look: a hundred events are past, two are new.</summary>
    public static OrchestratorRequest Request()
    {
        List<HistoryEvent> past = [.. Turn(0, Started()), Looked(0), Ended(0)];
        for (int look = 0; look < Looks; look++)
        {
            past.AddRange([.. Turn(look, Seen(look)), Waits(look), Ended(look)]);
            past.AddRange([.. Turn(look, new HistoryEvent { EventRaised = new EventRaisedEvent { Name = OrderLifecycle.Changed } }), Looked(look + 1), Ended(look)]);
        }

        return new OrchestratorRequest
        {
            InstanceId = OrderLifecycle.InstanceIdOf("o1"),
            PastEvents = { past },
            NewEvents = { Turn(Looks, Seen(Looks)) },
        };
    }

    private static HistoryEvent[] Turn(int look, HistoryEvent news) =>
        [At(look, new HistoryEvent { OrchestratorStarted = new OrchestratorStartedEvent() }), At(look, news)];

    private static HistoryEvent Ended(int look) => At(look, new HistoryEvent { OrchestratorCompleted = new OrchestratorCompletedEvent() });

    private static HistoryEvent Started() => new()
    {
        ExecutionStarted = new ExecutionStartedEvent
        {
            Name = OrderLifecycle.Name,
            Version = OrderLifecycle.CurrentVersion,
            Input = "\"o1\"",
            OrchestrationInstance = new OrchestrationInstance { InstanceId = OrderLifecycle.InstanceIdOf("o1"), ExecutionId = "e1" },
        },
    };

    // Each look asks for two things: first itself, then the wait.
    private static HistoryEvent Looked(int look) => At(
        look,
        new HistoryEvent
        {
            TaskScheduled = new TaskScheduledEvent { Name = OrderActivities.Review, Version = OrderLifecycle.CurrentVersion, Input = "[\"o1\"]" },
        },
        2 * look);

    private static HistoryEvent Waits(int look) => At(
        look, new HistoryEvent { TimerCreated = new TimerCreatedEvent { FireAt = Timestamp.FromDateTimeOffset(Until(look)) } }, (2 * look) + 1);

    private static HistoryEvent Seen(int look) => new()
    {
        TaskCompleted = new TaskCompletedEvent
        {
            TaskScheduledId = 2 * look,
            Result = JsonSerializer.Serialize(
                OrderDecision.Wait(Until(look), "Waits for the distributor's response."), PipelineComposition.WireJson),
        },
    };

    private static DateTimeOffset Until(int look) => Begin.AddMinutes(look + 60);

    private static HistoryEvent At(int look, HistoryEvent made, int id = -1)
    {
        made.EventId = id;
        made.Timestamp = Timestamp.FromDateTimeOffset(Begin.AddMinutes(look));
        return made;
    }
}
