using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Durable.Messages;
using Pipeline.LocalHost.Tests.Hosting;

namespace Pipeline.LocalHost.Tests.Durable;

[Collection(StorageCollection.Name)]
public sealed class OrchestrationTests(AzuriteServer storage)
{
    [Fact]
    public async Task A_sequence_of_activities_runs_to_its_end()
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "Sequence", "*Append");
        app.Handler.Activity("Append", input => $"\"{input.Trim('"')}x\"");
        app.Handler.Orchestrator("Sequence", turn =>
        {
            if (turn.Activity(0, "Append", "\"a\"") is { } first && turn.Activity(1, "Append", first) is { } second)
            {
                turn.Complete(2, second);
            }
        });
        await app.StartAsync();

        await app.StartInstanceAsync("Sequence", "s-1", """{"n":1}""");

        JObject status = await app.WaitAsync("s-1", "Completed");
        Assert.Equal("axx", (string?)status["output"]);
        Assert.Equal("""{"n":1}""", status["input"]!.ToString(Newtonsoft.Json.Formatting.None));
        Assert.Equal(["Sequence", "Append", "Sequence", "Append", "Sequence"], app.Handler.Calls);
        Assert.Equal(
            ["OrchestratorStarted", "ExecutionStarted", "TaskScheduled", "OrchestratorCompleted"],
            app.Handler.Turns.ElementAt(1).PastEvents.Select(item => item.EventTypeCase.ToString()));
        Assert.Equal(
            ["OrchestratorStarted", "TaskCompleted"],
            app.Handler.Turns.ElementAt(1).NewEvents.Select(item => item.EventTypeCase.ToString()));
    }

    [Fact]
    public async Task Activities_of_a_fan_out_run_at_once_and_their_results_come_back()
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "FanOut", "*Square");
        using SemaphoreSlim allHere = new(0);
        int arrived = 0;
        app.Handler.Activity("Square", async input =>
        {
            if (Interlocked.Increment(ref arrived) == 10)
            {
                allHere.Release(10);
            }

            await allHere.WaitAsync(TimeSpan.FromSeconds(20));
            int n = int.Parse(input, System.Globalization.CultureInfo.InvariantCulture);
            return $"{n * n}";
        });
        app.Handler.Orchestrator("FanOut", turn =>
        {
            string?[] results = [.. Enumerable.Range(0, 10).Select(n => turn.Activity(n, "Square", $"{n}"))];
            if (results.All(result => result is not null))
            {
                turn.Complete(10, $"[{string.Join(',', results)}]");
            }
        });
        await app.StartAsync();

        await app.StartInstanceAsync("FanOut", "f-1");

        JObject status = await app.WaitAsync("f-1", "Completed");
        Assert.Equal("[0,1,4,9,16,25,36,49,64,81]", status["output"]!.ToString(Newtonsoft.Json.Formatting.None));
        Assert.Equal(10, app.Handler.CountOf("Square"));
    }

    [Fact]
    public async Task A_failed_activity_is_tried_again_after_a_durable_timer()
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "Retry", "*Flaky");
        int attempts = 0;
        app.Handler.Activity("Flaky", _ => ++attempts == 1 ? throw new InvalidOperationException("down") : "\"up\"");
        app.Handler.Orchestrator("Retry", turn =>
        {
            if (turn.Activity(0, "Flaky") is { } first && turn.Timer(1, TimeSpan.FromMilliseconds(300))
                && turn.Activity(2, "Flaky") is { } second)
            {
                turn.Complete(3, $"[\"{first}\",{second}]");
            }
        });
        await app.StartAsync();

        await app.StartInstanceAsync("Retry", "r-1");

        JObject status = await app.WaitAsync("r-1", "Completed");
        Assert.Equal("failed: Exception while executing function: Functions.Flaky", (string?)status["output"]![0]);
        Assert.Equal("up", (string?)status["output"]![1]);
        HistoryEvent failed = app.Handler.Turns.ElementAt(1).NewEvents[1];
        Assert.Equal("System.Net.Http.HttpRequestException", failed.TaskFailed.FailureDetails.InnerFailure.ErrorType);
        Assert.Equal(
            "Response status code does not indicate success: 500 (Internal Server Error).",
            failed.TaskFailed.FailureDetails.InnerFailure.ErrorMessage);
    }

    [Fact]
    public async Task An_activity_that_does_not_exist_fails_without_details()
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "Calls");
        app.Handler.Orchestrator("Calls", turn =>
        {
            if (turn.Activity(0, "Nobody") is { } result)
            {
                turn.Complete(1, $"\"{result}\"");
            }
        });
        await app.StartAsync();

        await app.StartInstanceAsync("Calls", "c-1");

        JObject status = await app.WaitAsync("c-1", "Completed");
        Assert.Equal("failed: no details", (string?)status["output"]);
    }
}
