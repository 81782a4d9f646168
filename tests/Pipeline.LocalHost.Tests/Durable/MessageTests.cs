using System.Net;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Durable.Messages;
using Pipeline.LocalHost.Tests.Hosting;

namespace Pipeline.LocalHost.Tests.Durable;

/// <summary>Events, orders from outside, and messages between instances.</summary>
[Collection(StorageCollection.Name)]
public sealed class MessageTests(AzuriteServer storage)
{
    [Fact]
    public async Task Events_are_handed_over_before_and_after_the_orchestrator_waits_for_them()
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "Waits", "*Slow");
        TaskCompletionSource<string?> slow = new(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Handler.Activity("Slow", _ => slow.Task);
        app.Handler.Orchestrator("Waits", turn =>
        {
            if (turn.Activity(0, "Slow") is not null && turn.Event("Go") is { } early && turn.Event("Go") is { } late)
            {
                turn.Complete(1, $"[{early},{late}]");
            }
        });
        await app.StartAsync();
        await app.StartInstanceAsync("Waits", "e-1");
        await Eventually.TrueAsync(() => app.Handler.CountOf("Slow") == 1, "the activity begins");

        await app.RaiseAsync("e-1", "Go", """{"n":1}""");
        slow.SetResult("true");
        await Eventually.TrueAsync(() => app.Handler.CountOf("Waits") >= 2, "the result is handed over");
        await app.RaiseAsync("e-1", "Go", """ "two" """);

        JObject status = await app.WaitAsync("e-1", "Completed");
        Assert.Equal("""[{"n":1},"two"]""", status["output"]!.ToString(Newtonsoft.Json.Formatting.None));
    }

    [Fact]
    public async Task A_suspended_instance_keeps_its_messages_and_goes_on_when_it_is_resumed()
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "Waits");
        app.Handler.Orchestrator("Waits", turn =>
        {
            if (!turn.IsSuspended && turn.Event("Go") is { } data)
            {
                turn.Complete(0, data);
            }
        });
        await app.StartAsync();
        await app.StartInstanceAsync("Waits", "w-1");
        await app.WaitAsync("w-1", "Running");

        Assert.Equal(HttpStatusCode.Accepted, await app.StatusCodeAsync(HttpMethod.Post, "/instances/w-1/suspend?reason=night"));
        await app.WaitAsync("w-1", "Suspended");
        await app.RaiseAsync("w-1", "Go", "7");
        await Eventually.TrueAsync(() => app.Handler.CountOf("Waits") == 3, "the event is handed over");
        Assert.Equal("Suspended", (string?)(await app.StatusAsync("w-1"))["runtimeStatus"]);
        Assert.Equal(HttpStatusCode.Accepted, await app.StatusCodeAsync(HttpMethod.Post, "/instances/w-1/resume?reason=day"));

        JObject status = await app.WaitAsync("w-1", "Completed");
        Assert.Equal(7, (int)status["output"]!);
        OrchestratorRequest last = app.Handler.Turns.Last();
        Assert.Equal("night", last.PastEvents.Single(item => item.ExecutionSuspended is not null).ExecutionSuspended.Input);
        Assert.Equal("day", last.NewEvents[1].ExecutionResumed.Input);
    }

    [Fact]
    public async Task A_terminated_instance_ends_with_the_reason_as_its_output()
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "Waits");
        app.Handler.Orchestrator("Waits", turn =>
        {
            if (turn.Terminated is { } reason)
            {
                turn.End(0, OrchestrationStatus.Terminated, reason);
            }
        });
        await app.StartAsync();
        await app.StartInstanceAsync("Waits", "t-1");

        await app.StatusCodeAsync(HttpMethod.Post, "/instances/t-1/terminate?reason=operator%20stop");

        JObject status = await app.WaitAsync("t-1", "Terminated");
        Assert.Equal("operator stop", (string?)status["output"]);
    }

    [Fact]
    public async Task Continue_as_new_begins_an_empty_history_with_the_carried_events()
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "Loop", "*Count");
        app.Handler.Activity("Count", input => input);
        app.Handler.Orchestrator("Loop", turn =>
        {
            if (turn.Activity(0, "Count", turn.Input) is not { } counted)
            {
                turn.Response.CustomStatus = turn.Input == "1" ? "\"first\"" : null;
                return;
            }

            if (counted == "3")
            {
                turn.Complete(1, turn.Event("Kept"));
                return;
            }

            turn.Response.Actions.Add(new OrchestratorAction
            {
                Id = 1,
                CompleteOrchestration = new CompleteOrchestrationAction
                {
                    OrchestrationStatus = OrchestrationStatus.ContinuedAsNew,
                    Result = counted == "1" ? "2" : "3",
                    CarryoverEvents = { new HistoryEvent { EventId = -1, EventRaised = new EventRaisedEvent { Name = "Kept", Input = "\"still here\"" } } },
                },
            });
        });
        await app.StartAsync();

        await app.StartInstanceAsync("Loop", "l-1", "1");

        JObject status = await app.WaitAsync("l-1", "Completed");
        Assert.Equal("still here", (string?)status["output"]);
        Assert.Equal(3, app.Handler.CountOf("Count"));
        OrchestratorRequest second = app.Handler.Turns.ElementAt(2);
        Assert.Empty(second.PastEvents);
        Assert.Equal(
            ["OrchestratorStarted", "ExecutionStarted", "EventRaised", "OrchestratorCompleted"],
            second.NewEvents.Select(item => item.EventTypeCase.ToString()));
        Assert.Equal(
            ["OrchestratorStarted", "ExecutionStarted", "EventRaised", "OrchestratorCompleted", "TaskScheduled", "OrchestratorCompleted"],
            app.Handler.Turns.ElementAt(3).PastEvents.Select(item => item.EventTypeCase.ToString()));
        Assert.Equal(3, app.Handler.Turns.Select(turn => new Script(turn).Start.OrchestrationInstance.ExecutionId).Distinct().Count());
    }

    [Fact]
    public async Task A_parent_learns_what_became_of_its_children()
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "Parent", "Child", "Broken");
        app.Handler.Orchestrator("Broken", turn => turn.End(
            0, OrchestrationStatus.Failed, "no stock", new TaskFailure { ErrorType = "Order", ErrorMessage = "no stock" }));
        app.Handler.Orchestrator("Parent", turn =>
        {
            string? first = turn.Child(0, "Child", "p-1:0", "5");
            string? second = turn.Child(1, "Broken", "p-1:1");
            turn.Child(2, "Child", "p-1:2", "6", isForgotten: true);
            if (first is not null && second is not null)
            {
                turn.Complete(3, $"[{first},\"{second}\"]");
            }
        });
        app.Handler.Orchestrator("Child", turn => turn.Complete(
            0, turn.Start.ParentInstance is { } parent ? $"\"child of {parent.Name} {parent.TaskScheduledId}\"" : "\"alone\""));
        await app.StartAsync();

        await app.StartInstanceAsync("Parent", "p-1");

        JObject status = await app.WaitAsync("p-1", "Completed");
        Assert.Equal("""["child of Parent 0","failed: no stock"]""", status["output"]!.ToString(Newtonsoft.Json.Formatting.None));
        Assert.Equal("p-1", (string?)(await app.StatusAsync("p-1:0"))["parentInstanceId"]);
        Assert.Equal("alone", (string?)(await app.WaitAsync("p-1:2", "Completed"))["output"]);
    }

    [Fact]
    public async Task A_terminated_child_is_reported_as_a_failure_without_details()
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "Parent", "Child");
        app.Handler.Orchestrator("Child", turn =>
        {
            if (turn.Terminated is { } reason)
            {
                turn.End(0, OrchestrationStatus.Terminated, reason);
            }
        });
        app.Handler.Orchestrator("Parent", turn =>
        {
            if (turn.Child(0, "Child", "k-child") is { } result)
            {
                turn.Complete(1, $"\"{result}\"");
            }
        });
        await app.StartAsync();
        await app.StartInstanceAsync("Parent", "k-1");
        await app.WaitAsync("k-child", "Running");

        await app.StatusCodeAsync(HttpMethod.Post, "/instances/k-child/terminate?reason=stop");

        Assert.Equal("failed: no details", (string?)(await app.WaitAsync("k-1", "Completed"))["output"]);
    }

    [Fact]
    public async Task An_orchestrator_sends_an_event_to_another_instance()
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "Sender", "Receiver");
        app.Handler.Orchestrator("Sender", turn =>
        {
            turn.Send(0, "receiver-1", "Hello", "\"from sender\"");
            turn.Send(1, "nobody", "Hello", "\"lost\"");
            turn.Complete(2, null);
        });
        app.Handler.Orchestrator("Receiver", turn =>
        {
            if (turn.Event("Hello") is { } data)
            {
                turn.Complete(0, data);
            }
        });
        await app.StartAsync();
        await app.StartInstanceAsync("Receiver", "receiver-1");
        await app.WaitAsync("receiver-1", "Running");

        await app.StartInstanceAsync("Sender", "sender-1");

        Assert.Equal("from sender", (string?)(await app.WaitAsync("receiver-1", "Completed"))["output"]);
        Assert.Equal(HttpStatusCode.NotFound, await app.StatusCodeAsync(HttpMethod.Get, "/instances/nobody"));
    }

    [Fact]
    public async Task An_activity_that_nobody_waits_for_runs_although_its_orchestrator_has_ended()
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "Quick", "*Notify");
        TaskCompletionSource<string?> notified = new(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Handler.Activity("Notify", input =>
        {
            notified.SetResult(input);
            return "null";
        });
        app.Handler.Orchestrator("Quick", turn =>
        {
            turn.Activity(0, "Notify", "9");
            turn.Complete(1, "true");
        });
        await app.StartAsync();

        await app.StartInstanceAsync("Quick", "n-1");

        Assert.Equal("9", await notified.Task.WaitAsync(TimeSpan.FromSeconds(20)));
        await app.WaitAsync("n-1", "Completed");
        Assert.Equal(1, app.Handler.CountOf("Quick"));
    }

    [Fact]
    public async Task The_custom_status_is_what_the_last_turn_said()
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "Steps");
        app.Handler.Orchestrator("Steps", turn =>
        {
            turn.Response.CustomStatus = """{"step":1}""";
            if (turn.Event("Next") is not null)
            {
                turn.Response.CustomStatus = """{"step":2}""";
            }

            if (turn.Event("Next") is not null)
            {
                turn.Response.CustomStatus = null;
            }
        });
        await app.StartAsync();
        await app.StartInstanceAsync("Steps", "cs-1");
        await Eventually.TrueAsync(async () => (int?)(await app.StatusAsync("cs-1"))["customStatus"].At("step") == 1, "step 1");

        await app.RaiseAsync("cs-1", "Next", "1");
        await Eventually.TrueAsync(async () => (int?)(await app.StatusAsync("cs-1"))["customStatus"].At("step") == 2, "step 2");
        await app.RaiseAsync("cs-1", "Next", "2");

        await Eventually.TrueAsync(
            async () => (await app.StatusAsync("cs-1"))["customStatus"]!.Type == JTokenType.Null, "the status is cleared");
    }
}
