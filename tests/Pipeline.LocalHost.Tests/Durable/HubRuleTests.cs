using Google.Protobuf.WellKnownTypes;
using Pipeline.LocalHost.Durable.Activities;
using Pipeline.LocalHost.Durable.Messages;
using Pipeline.LocalHost.Durable.Storage;
using Pipeline.LocalHost.Durable.Turns;

namespace Pipeline.LocalHost.Tests.Durable;

/// <summary>What an instance takes and what it drops (functions-custom-handler.md §3.5).</summary>
public sealed class HubRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_message_that_is_delivered_twice_is_taken_once()
    {
        Draft draft = Running();
        HubMessage message = Raised("exec-9:1:4");

        Assert.True(Inbox.Take(draft, message));
        Assert.False(Inbox.Take(draft, message.Clone()));

        Assert.Equal(2, draft.State!.Inbox.Count);
    }

    [Fact]
    public void A_start_that_is_delivered_again_does_not_start_an_ended_child_again()
    {
        Draft draft = new(null);
        HubMessage start = new() { Id = "exec-9:0:1", Event = NewInstance.Start("child", "Child", null, null, Now) };
        Assert.True(Inbox.Take(draft, start));
        draft.State!.Status = OrchestrationStatus.Completed;

        Assert.False(Inbox.Take(draft, start.Clone()));

        Assert.Equal(OrchestrationStatus.Completed, draft.State.Status);
    }

    [Fact]
    public void A_message_for_another_execution_is_dropped()
    {
        Draft draft = Running();
        HubMessage message = Raised("m-1");
        message.ExecutionId = "an older one";

        Assert.False(Inbox.Take(draft, message));
        Assert.False(draft.IsChanged);
    }

    [Fact]
    public void A_second_start_of_an_instance_that_runs_is_dropped()
    {
        Draft draft = Running();

        Assert.False(Inbox.Take(draft, new HubMessage { Event = NewInstance.Start("i", "Order", null, "2", Now) }));
        Assert.Equal("1", draft.State!.Input);
    }

    [Fact]
    public void Of_two_results_of_one_activity_the_first_counts()
    {
        Draft draft = Running();
        PendingActivity activity = new() { TaskId = 3, ExecutionId = draft.State!.ExecutionId, Name = "Step" };
        draft.State.Activities.Add(activity);

        Assert.True(TaskResults.Take(draft, activity, Completed("\"first\"")));
        Assert.False(TaskResults.Take(draft, activity, Completed("\"second\"")));

        Assert.Equal("\"first\"", draft.State.Inbox[1].Event.TaskCompleted.Result);
        Assert.Equal(2, draft.State.Inbox.Count);
    }

    [Fact]
    public void A_result_of_the_generation_before_only_ends_the_waiting()
    {
        Draft draft = Running();
        PendingActivity activity = new() { TaskId = 3, ExecutionId = "the generation before", Name = "Step" };
        draft.State!.Activities.Add(activity);

        Assert.False(TaskResults.Take(draft, activity, Completed("1")));

        Assert.True(draft.IsChanged);
        Assert.Empty(draft.State.Activities);
        Assert.Single(draft.State.Inbox);
    }

    [Fact]
    public void A_timer_fires_once_and_never_for_another_generation()
    {
        Draft draft = Running();
        PendingTimer timer = new() { TimerId = 2, FireAt = Timestamp.FromDateTimeOffset(Now), Created = Timestamp.FromDateTimeOffset(Now) };
        draft.State!.Timers.Add(timer);

        Assert.False(TaskResults.Fire(draft, "the generation before", timer));
        Assert.True(TaskResults.Fire(draft, draft.State.ExecutionId, timer));
        Assert.False(TaskResults.Fire(draft, draft.State.ExecutionId, timer));

        Assert.Equal(2, draft.State.Inbox[1].Event.TimerFired.TimerId);
    }

    [Fact]
    public void A_turn_whose_instance_was_replaced_meanwhile_is_not_recorded()
    {
        Draft draft = Running();
        TurnInput input = TurnInput.Next(draft.State, Now)!;
        Draft other = Running();

        TurnOutcome outcome = TurnRecord.Write(other, input, new TurnAnswer([], null, null), Now);

        Assert.False(outcome.IsRecorded);
        Assert.False(other.IsChanged);
        Assert.Empty(other.State!.History);
    }

    private static Draft Running() => new(NewInstance.Of(NewInstance.Start("i", "Order", null, "1", Now), previous: null));

    private static HubMessage Raised(string id) => new()
    {
        Id = id,
        Event = HubEvent.At(Now, made => made.EventRaised = new EventRaisedEvent { Name = "Go", Input = "1" }),
    };

    private static HistoryEvent Completed(string result) => HubEvent.At(
        Now, made => made.TaskCompleted = new TaskCompletedEvent { TaskScheduledId = 3, Result = result });
}
