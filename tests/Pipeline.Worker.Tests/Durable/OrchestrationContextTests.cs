using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Execution;
using Microsoft.DurableTask.Messages;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Logging;
using Pipeline.Worker.Tests.Support;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>What the vectors do not pin: identifiers, limits, envelopes, logging.</summary>
public sealed class OrchestrationContextTests
{
    [Fact]
    public void Identifiers_are_the_same_on_every_replay_and_differ_from_each_other()
    {
        var seen = new List<Guid[]>();
        var instance = new ScriptedHistory(async context =>
        {
            Guid[] made = [context.NewGuid(), context.NewGuid()];
            await context.CallActivityAsync("Work");
            made = [.. made, context.NewGuid()];
            seen.Add(made);
            return await context.WaitForExternalEvent<string>("End");
        });
        instance.Begin();
        instance.After(TimeSpan.FromSeconds(1), ScriptedHistory.Done(0, null));

        instance.After(TimeSpan.FromSeconds(1), ScriptedHistory.Raised("Other", null));

        Assert.Equal(seen[0], seen[1]);
        Assert.Equal(3, seen[0].Distinct().Count());
        Assert.All(seen[0], guid => Assert.Equal(5, guid.Version));
    }

    [Fact]
    public void An_identifier_is_a_version_5_uuid_over_instance_time_and_count() =>
        Assert.Equal(
            new Guid("fa232242-1738-526f-9fb8-ca252dbcd6ff"),
            DeterministicGuid.Create("order-42", new DateTime(2026, 3, 10, 8, 0, 0, DateTimeKind.Utc), 0));

    [Fact]
    public void A_status_above_sixteen_kilobytes_is_refused_before_the_host_fails_the_instance()
    {
        var instance = new ScriptedHistory(context =>
        {
            context.SetCustomStatus(new string('x', 8 * 1024 - 2));
            Assert.Throws<ArgumentException>(() => context.SetCustomStatus(new string('x', 8 * 1024 - 1)));
            return Task.FromResult<object?>(null);
        });

        Assert.Equal(8 * 1024, instance.Begin().CustomStatus.Length);
    }

    [Fact]
    public void A_tag_that_belongs_to_the_host_is_refused()
    {
        var options = new TaskOptions(tags: new Dictionary<string, string> { ["MS_DurableFunctions_SourceInstanceId"] = "x" });
        var instance = new ScriptedHistory(async context => await context.CallActivityAsync<int>("Work", null, options));

        OrchestratorAction end = Assert.Single(instance.Begin().Actions);

        Assert.Equal("System.ArgumentException", end.CompleteOrchestration.FailureDetails.ErrorType);
    }

    [Theory]
    [InlineData("\"{\\\"ok\\\":true,\\\"value\\\":\\\"5\\\"}\"", "5")]
    [InlineData("\"{\\u0022ok\\u0022:true,\\u0022value\\u0022:\\u00225\\u0022}\"", "5")]
    [InlineData("\"{\\\"ok\\\":true,\\\"value\\\":null}\"", null)]
    [InlineData("\"5\"", "5")]
    [InlineData("\"{\\\"OK\\\":true}\"", "{\"OK\":true}")]
    [InlineData(null, null)]
    public void A_result_is_read_with_and_without_envelope(string? result, string? expected)
    {
        string? seen = "unset";
        var instance = new ScriptedHistory(async context => seen = await context.CallActivityAsync<string?>("Work"));
        instance.Begin();

        instance.Turn(ScriptedHistory.Done(0, result));

        Assert.Equal(expected, seen);
    }

    [Fact]
    public void A_result_of_another_type_is_a_failure_the_code_can_catch()
    {
        var instance = new ScriptedHistory(async context => await context.CallActivityAsync<int>("Work"));
        instance.Begin();

        OrchestratorAction end = Assert.Single(instance.Turn(ScriptedHistory.Done(0, "\"text\"")).Actions);

        Assert.Equal("System.Text.Json.JsonException", end.CompleteOrchestration.FailureDetails.ErrorType);
    }

    [Fact]
    public void Each_line_is_logged_once_however_often_the_code_is_replayed()
    {
        using var log = new RecordedLog();
        var instance = new ScriptedHistory(async context =>
        {
            ILogger logger = context.CreateReplaySafeLogger(log);
            Write(logger, "before");
            await context.CallActivityAsync("Work");
            Write(logger, "after");
            return await context.WaitForExternalEvent<string>("End");
        });
        instance.Begin();
        instance.Turn(ScriptedHistory.Done(0, null));
        instance.Turn(ScriptedHistory.Raised("Other", null));

        Assert.Equal(["Information: before", "Information: after"], log.Lines);
    }

    [Fact]
    public void The_parent_of_a_child_is_known()
    {
        ParentOrchestrationInstance? parent = null;
        var request = new OrchestratorRequest { InstanceId = "child" };
        request.NewEvents.Add(new HistoryEvent
        {
            ExecutionStarted = new ExecutionStartedEvent
            {
                Name = "Child",
                ParentInstance = new ParentInstanceInfo
                {
                    Name = "Parent",
                    OrchestrationInstance = new OrchestrationInstance { InstanceId = "order-42" },
                },
            },
        });

        Turns.Run(request, context => Task.FromResult<object?>(parent = context.Parent));

        Assert.Equal(new ParentOrchestrationInstance("Parent", "order-42"), parent);
    }

    [Fact]
    public void A_branch_nobody_waits_for_asks_for_nothing_more_once_the_code_has_ended()
    {
        var instance = new ScriptedHistory(async context =>
        {
            _ = BranchAsync(context);
            return await context.CallActivityAsync<int>("Main");
        });
        instance.Begin();

        OrchestratorResponse response = instance.Turn(ScriptedHistory.Done(1, "7"), ScriptedHistory.Done(0, null));

        OrchestratorAction end = Assert.Single(response.Actions);
        Assert.Equal((2, "7"), (end.Id, end.CompleteOrchestration.Result));

        static async Task BranchAsync(TaskOrchestrationContext context)
        {
            await context.CallActivityAsync("Background");
            await context.CallActivityAsync("Never asked for");
        }
    }

    [Fact]
    public void Values_are_written_as_the_options_say()
    {
        var options = new DurableWorkerOptions
        {
            JsonSerializerOptions = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower },
        };
        var instance = new ScriptedHistory(
            async context => await context.CallActivityAsync<int>("Work", new { OrderId = 42 }), options: options);

        Assert.Equal("""{"order_id":42}""", Assert.Single(instance.Begin().Actions).ScheduleTask.Input);
    }

    [Fact]
    public void Continue_as_new_without_keeping_drops_what_came_before_but_not_what_comes_after()
    {
        var instance = new ScriptedHistory(async context =>
        {
            await context.WaitForExternalEvent<string>("go");
            context.ContinueAsNew("next", preserveUnprocessedEvents: false);
            return null;
        });
        instance.Begin();
        instance.Turn(ScriptedHistory.Raised("item", "1"));

        OrchestratorAction end = Assert.Single(
            instance.Turn(ScriptedHistory.Raised("go", "\"2\""), ScriptedHistory.Raised("item", "3")).Actions);

        HistoryEvent carried = Assert.Single(end.CompleteOrchestration.CarryoverEvents);
        Assert.Equal("3", carried.EventRaised.Input);
        Assert.Equal("\"next\"", end.CompleteOrchestration.Result);
    }

    private static void Write(ILogger logger, string text) =>
        logger.Log(LogLevel.Information, default, text, exception: null, (line, _) => line);
}
