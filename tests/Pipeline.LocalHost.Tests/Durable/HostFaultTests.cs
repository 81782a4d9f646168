using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Faults;
using Pipeline.LocalHost.Tests.Hosting;

namespace Pipeline.LocalHost.Tests.Durable;

/// <summary>What becomes of an orchestration when host and handler fail on purpose (functions-custom-handler.md §7.9).</summary>
[Collection(StorageCollection.Name)]
public sealed class HostFaultTests(AzuriteServer storage)
{
    [Theory]
    [InlineData("kill")]
    [InlineData("kill-done")]
    [InlineData("exit-1")]
    [InlineData("drop")]
    public async Task An_activity_whose_answer_is_lost_fails_once_and_its_next_attempt_succeeds(string fault)
    {
        await using DurableApp app = await AppAsync();
        await StartAsync(app, $"{fault}:Step");

        await app.StartInstanceAsync("Order", "f-1");

        JObject status = await app.WaitAsync("f-1", "Completed");
        Assert.Equal("failed: Exception while executing function: Functions.Step, then \"done\"", (string?)status["output"]);
        // An activity runs at least once for each attempt that had begun.
        Assert.InRange(app.Handler.CountOf("Step"), fault is "kill-done" or "drop" ? 2 : 1, 2);
    }

    [Theory]
    [InlineData("kill")]
    [InlineData("kill-done")]
    [InlineData("exit-1")]
    [InlineData("drop")]
    public async Task A_turn_whose_answer_is_lost_ends_the_instance_and_a_new_one_may_take_its_place(string fault)
    {
        await using DurableApp app = await AppAsync();
        await StartAsync(app, $"{fault}:Order:2");

        await app.StartInstanceAsync("Order", "f-2");
        Assert.Equal("Function 'Order' failed with an unhandled exception.", (string?)(await app.WaitAsync("f-2", "Failed"))["output"]);

        await app.StartInstanceAsync("Order", "f-2");
        Assert.Equal("\"done\"", (string?)(await app.WaitAsync("f-2", "Completed"))["output"]);
    }

    [Theory]
    [InlineData("delay:Step")]
    [InlineData("delay:Order")]
    [InlineData("delay:Order:2")]
    public async Task A_call_that_outlasts_the_time_out_is_made_again_and_gives_one_result(string fault)
    {
        await using DurableApp app = await AppAsync();
        await StartAsync(app, fault, TimeSpan.FromSeconds(1));

        await app.StartInstanceAsync("Order", "f-3");

        Assert.Equal("\"done\"", (string?)(await app.WaitAsync("f-3", "Completed"))["output"]);
        Assert.Equal(fault == "delay:Step" ? 2 : 1, app.Handler.CountOf("Step"));
        Assert.Equal(fault == "delay:Step" ? 2 : 3, app.Handler.CountOf("Order"));
    }

    [Theory]
    [InlineData("exit-0:Step")]
    [InlineData("exit-0:Order:2")]
    public async Task After_exit_code_0_the_instance_fails_and_lives_again_only_under_a_new_host(string fault)
    {
        await using DurableApp app = await AppAsync();
        await StartAsync(app, fault);

        await app.StartInstanceAsync("Order", "f-4");
        await app.WaitAsync("f-4", "Failed");
        await app.StartInstanceAsync("Order", "f-5");
        await app.WaitAsync("f-5", "Failed");

        await app.StopAsync();
        await app.StartAsync();
        await app.StartInstanceAsync("Order", "f-4");
        Assert.Equal("\"done\"", (string?)(await app.WaitAsync("f-4", "Completed"))["output"]);
    }

    [Fact]
    public async Task A_call_that_is_made_twice_gives_one_result()
    {
        await using DurableApp app = await AppAsync();
        await StartAsync(app, "twice:Step", faults: ["twice:Order:2"]);

        await app.StartInstanceAsync("Order", "f-6");

        Assert.Equal("\"done\"", (string?)(await app.WaitAsync("f-6", "Completed"))["output"]);
        Assert.Equal(2, app.Handler.CountOf("Step"));
        Assert.Equal(3, app.Handler.CountOf("Order"));
        Assert.Single(app.Handler.Turns.Last().NewEvents, item => item.TaskCompleted is not null);
    }

    [Theory]
    [InlineData("duplicate:Step")]
    [InlineData("late:Step")]
    public async Task A_result_that_is_given_twice_reaches_the_orchestrator_twice(string fault)
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "Order", "*Step");
        app.Handler.Activity("Step", _ => "\"done\"");
        app.Handler.Orchestrator("Order", turn =>
        {
            if (turn.Activity(0, "Step") is { } result && turn.Event("End") is not null)
            {
                turn.Complete(1, result);
            }
        });
        await StartAsync(app, fault);

        await app.StartInstanceAsync("Order", "f-7");
        await Eventually.TrueAsync(() => Results(app) == 2, "the result comes again");
        await app.RaiseAsync("f-7", "End", "1");

        Assert.Equal("done", (string?)(await app.WaitAsync("f-7", "Completed"))["output"]);
        Assert.Equal(1, app.Handler.CountOf("Step"));
    }

    private static int Results(DurableApp app) => app.Handler.Turns.LastOrDefault() is { } turn
        ? turn.PastEvents.Concat(turn.NewEvents).Count(item => item.TaskCompleted?.TaskScheduledId == 0)
        : 0;

    private async Task<DurableApp> AppAsync()
    {
        DurableApp app = await DurableApp.CreateAsync(storage, "Order", "*Step");
        app.Handler.Activity("Step", _ => "\"done\"");
        app.Handler.Orchestrator("Order", turn =>
        {
            string? first = turn.Activity(0, "Step");
            if (first?.StartsWith("failed", StringComparison.Ordinal) is not true)
            {
                if (first is not null)
                {
                    turn.Complete(1, JToken.FromObject(first).ToString(Newtonsoft.Json.Formatting.None));
                }
            }
            else if (turn.Activity(1, "Step") is { } second)
            {
                turn.Complete(2, JToken.FromObject($"{first}, then {second}").ToString(Newtonsoft.Json.Formatting.None));
            }
        });
        return app;
    }

    private static Task StartAsync(DurableApp app, string fault, TimeSpan? timeout = null, params string[] faults) =>
        app.StartAsync(options => options with
        {
            HandlerErrorLimit = null,
            FunctionTimeout = timeout,
            Faults = [.. faults.Prepend(fault).Select(HostFault.Parse)],
        });
}
