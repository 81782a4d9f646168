using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Tests.Hosting;

namespace Pipeline.LocalHost.Tests.Durable;

/// <summary>Orchestrations outlive the host, however it ends.</summary>
[Collection(StorageCollection.Name)]
public sealed class CrashTests(AzuriteServer storage)
{
    [Fact]
    public async Task A_turn_during_which_the_host_is_killed_runs_again()
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "Order", "*Step");
        TaskCompletionSource blocked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Handler.Activity("Step", _ => "\"done\"");
        app.Handler.Function("Order", async body =>
        {
            await blocked.Task;
            return ScriptedHandler.Answer("never read");
        });
        await app.StartProcessAsync();
        await app.StartInstanceAsync("Order", "k-1", "5");
        await Eventually.TrueAsync(() => app.Handler.CountOf("Order") == 1, "the turn begins");

        await app.KillAsync();
        blocked.SetResult();
        app.Handler.Orchestrator("Order", turn =>
        {
            if (turn.Activity(0, "Step", turn.Input) is { } result)
            {
                turn.Complete(1, result);
            }
        });
        await app.StartProcessAsync();

        JObject status = await app.WaitAsync("k-1", "Completed");
        Assert.Equal("done", (string?)status["output"]);
        Assert.Equal(3, app.Handler.CountOf("Order"));
        Assert.Equal(1, app.Handler.CountOf("Step"));
    }

    [Fact]
    public async Task An_activity_during_which_the_host_is_killed_runs_again_and_gives_one_result()
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "Order", "*Step");
        TaskCompletionSource<string?> blocked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int begun = 0;
        app.Handler.Activity("Step", async _ => Interlocked.Increment(ref begun) == 1 ? await blocked.Task : "\"second\"");
        app.Handler.Orchestrator("Order", turn =>
        {
            if (turn.Activity(0, "Step") is { } result && turn.Event("End") is not null)
            {
                turn.Complete(1, result);
            }
        });
        await app.StartProcessAsync();
        await app.StartInstanceAsync("Order", "k-2");
        await Eventually.TrueAsync(() => app.Handler.CountOf("Step") == 1, "the activity begins");

        await app.KillAsync();
        await app.StartProcessAsync();
        await Eventually.TrueAsync(() => app.Handler.CountOf("Order") >= 2, "the result is handed over");
        blocked.SetResult("\"first\"");
        await app.RaiseAsync("k-2", "End", "1");

        JObject status = await app.WaitAsync("k-2", "Completed");
        Assert.Equal("second", (string?)status["output"]);
        Assert.Equal(2, app.Handler.CountOf("Step"));
        Assert.Single(app.Handler.Turns.Last().PastEvents, item => item.TaskCompleted is not null);
    }

    [Fact]
    public async Task A_timer_that_was_due_while_the_host_was_off_fires_at_the_next_start()
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "Order");
        app.Handler.Orchestrator("Order", turn =>
        {
            if (turn.Timer(0, TimeSpan.FromMilliseconds(1500)))
            {
                turn.Complete(1, "true");
            }
        });
        await app.StartAsync();
        await app.StartInstanceAsync("Order", "k-3");
        await app.WaitAsync("k-3", "Running");

        await app.StopAsync();
        DateTimeOffset due = app.Handler.Turns.Last().NewEvents[0].Timestamp.ToDateTimeOffset() + TimeSpan.FromMilliseconds(1500);
        await Eventually.TrueAsync(() => TimeProvider.System.GetUtcNow() > due, "the timer is past due");
        await app.StartAsync();

        await app.WaitAsync("k-3", "Completed");
        Assert.Equal(2, app.Handler.CountOf("Order"));
    }

    [Fact]
    public async Task Orders_survive_a_host_that_is_killed_again_and_again()
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "Order", "Line", "*Step");
        app.Handler.Activity("Step", async input =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(40), TimeProvider.System);
            return input;
        });
        app.Handler.Orchestrator("Line", turn =>
        {
            if (turn.Activity(0, "Step", turn.Input) is { } first && turn.Timer(1, TimeSpan.FromMilliseconds(50))
                && turn.Activity(2, "Step", first) is { } second)
            {
                turn.Complete(3, second);
            }
        });
        app.Handler.Orchestrator("Order", turn =>
        {
            string?[] lines = [.. Enumerable.Range(0, 3).Select(n => turn.Child(n, "Line", $"{turn.Request.InstanceId}-{n}", $"{n}"))];
            if (lines.All(line => line is not null))
            {
                turn.Complete(3, $"[{string.Join(',', lines)}]");
            }
        });
        await app.StartProcessAsync();
        for (int order = 0; order < 8; order++)
        {
            await app.StartInstanceAsync("Order", $"many-{order}");
        }

        for (int kill = 0; kill < 3; kill++)
        {
            int calls = app.Handler.Calls.Count;
            await Eventually.TrueAsync(() => app.Handler.Calls.Count > calls + 9 * kill + 4, "the host works");
            await app.KillAsync();
            await app.StartProcessAsync();
        }

        for (int order = 0; order < 8; order++)
        {
            JObject status = await app.WaitAsync($"many-{order}", "Completed");
            Assert.Equal("[0,1,2]", status["output"]!.ToString(Newtonsoft.Json.Formatting.None));
        }
    }

    [Fact]
    public async Task A_second_host_waits_until_the_first_one_has_stopped()
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "Order");
        app.Handler.Orchestrator("Order", turn =>
        {
            if (turn.Event("Go") is { } data)
            {
                turn.Complete(0, data);
            }
        });
        await app.StartAsync();
        await app.StartInstanceAsync("Order", "two-1");
        await app.WaitAsync("two-1", "Running");

        using HostProcess second = HostProcess.Start(app.App, 0);
        await Eventually.TrueAsync(
            () => second.Output.Contains("Another host works on the task hub", StringComparison.Ordinal), "the second host waits");
        await app.RaiseAsync("two-1", "Go", "1");
        await app.WaitAsync("two-1", "Completed");

        Assert.Equal(2, app.Handler.CountOf("Order"));
        await app.StopAsync();
        await second.TerminateAsync();
    }

    [Fact]
    public async Task A_stop_in_the_middle_of_a_turn_does_not_fail_the_instance()
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "Order");
        TaskCompletionSource blocked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Handler.Function("Order", async _ =>
        {
            await blocked.Task;
            return ScriptedHandler.Answer(null);
        });
        await app.StartAsync(options => options with { StopGrace = TimeSpan.FromMilliseconds(200) });
        await app.StartInstanceAsync("Order", "stop-1");
        await Eventually.TrueAsync(() => app.Handler.CountOf("Order") == 1, "the turn begins");

        await app.StopAsync();
        blocked.SetResult();
        app.Handler.Orchestrator("Order", turn => turn.Complete(0, "1"));
        await app.StartAsync();

        await app.WaitAsync("stop-1", "Completed");
    }
}
