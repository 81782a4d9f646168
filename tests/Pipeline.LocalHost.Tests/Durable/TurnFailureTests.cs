using System.Net;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Durable.Messages;
using Pipeline.LocalHost.Tests.Hosting;

namespace Pipeline.LocalHost.Tests.Durable;

/// <summary>What becomes of an instance when a turn goes wrong (functions-custom-handler.md §3.7).</summary>
[Collection(StorageCollection.Name)]
public sealed class TurnFailureTests(AzuriteServer storage)
{
    private const string Unhandled = "Function 'Order' failed with an unhandled exception.";

    [Fact]
    public async Task A_turn_that_is_answered_with_500_fails_the_instance_for_good()
    {
        await using DurableApp app = await OrderAsync(_ => Results.StatusCode(500));

        await app.StartInstanceAsync("Order", "o-1");

        Assert.Equal(Unhandled, (string?)(await app.WaitAsync("o-1", "Failed"))["output"]);
        Assert.Equal(1, app.Handler.CountOf("Order"));
        Assert.Equal(
            HttpStatusCode.InternalServerError,
            await app.StatusCodeAsync(HttpMethod.Get, "/instances/o-1?returnInternalServerErrorOnFailure=true"));
        Assert.Equal(HttpStatusCode.OK, await app.StatusCodeAsync(HttpMethod.Get, "/instances/o-1"));
    }

    [Fact]
    public async Task A_handler_that_dies_in_a_turn_fails_the_instance_for_good()
    {
        await using DurableApp app = await OrderAsync(_ => ScriptedHandler.Crash());

        await app.StartInstanceAsync("Order", "o-2");

        Assert.Equal(Unhandled, (string?)(await app.WaitAsync("o-2", "Failed"))["output"]);
        Assert.Equal(1, app.Handler.CountOf("Order"));
    }

    [Fact]
    public async Task A_handler_that_dies_in_an_activity_fails_the_activity()
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "Order", "*Deadly");
        app.Handler.Function("Deadly", _ => Task.FromResult(ScriptedHandler.Crash()));
        app.Handler.Orchestrator("Order", turn =>
        {
            if (turn.Activity(0, "Deadly") is { } result)
            {
                turn.Complete(1, $"\"{result}\"");
            }
        });
        await app.StartAsync();

        await app.StartInstanceAsync("Order", "o-3");

        Assert.Equal(
            "failed: Exception while executing function: Functions.Deadly",
            (string?)(await app.WaitAsync("o-3", "Completed"))["output"]);
        Assert.Equal(1, app.Handler.CountOf("Deadly"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("/////w==")]
    public async Task A_return_value_that_is_no_answer_fails_the_instance(string? returnValue)
    {
        await using DurableApp app = await OrderAsync(_ => ScriptedHandler.Answer(returnValue));

        await app.StartInstanceAsync("Order", "o-4");

        Assert.Equal(Unhandled, (string?)(await app.WaitAsync("o-4", "Failed"))["output"]);
    }

    [Fact]
    public async Task Actions_the_extension_does_not_take_fail_the_instance()
    {
        OrchestratorResponse terminatesOther = new() { Actions = { new OrchestratorAction { Id = 0 } } };
        await using DurableApp app = await OrderAsync(_ => Encoded(terminatesOther));

        await app.StartInstanceAsync("Order", "o-5");

        Assert.Equal(Unhandled, (string?)(await app.WaitAsync("o-5", "Failed"))["output"]);
    }

    [Fact]
    public async Task A_custom_status_above_16_KB_fails_the_instance()
    {
        OrchestratorResponse tooLong = new() { CustomStatus = new string('x', 8193) };
        await using DurableApp app = await OrderAsync(_ => Encoded(tooLong));

        await app.StartInstanceAsync("Order", "o-6");

        Assert.Equal(Unhandled, (string?)(await app.WaitAsync("o-6", "Failed"))["output"]);
    }

    [Fact]
    public async Task A_turn_that_asks_for_its_history_is_repeated_and_leaves_no_trace()
    {
        int calls = 0;
        await using DurableApp app = await OrderAsync(_ => Encoded(++calls < 3
            ? new OrchestratorResponse { RequiresHistory = true }
            : Completed("\"at last\"")));

        await app.StartInstanceAsync("Order", "o-7");

        Assert.Equal("at last", (string?)(await app.WaitAsync("o-7", "Completed"))["output"]);
        Assert.Equal(3, app.Handler.CountOf("Order"));
        JObject status = await app.StatusAsync("o-7", "?showHistory=true");
        Assert.Equal(
            ["ExecutionStarted", "ExecutionCompleted"], status["historyEvents"]!.Select(item => (string?)item["EventType"]));
    }

    [Fact]
    public async Task A_turn_that_ran_out_of_memory_is_repeated()
    {
        int calls = 0;
        OrchestratorResponse outOfMemory = new()
        {
            Actions =
            {
                new OrchestratorAction
                {
                    CompleteOrchestration = new CompleteOrchestrationAction
                    {
                        OrchestrationStatus = OrchestrationStatus.Failed,
                        FailureDetails = new TaskFailure { InnerFailure = new TaskFailure { ErrorType = "System.OutOfMemoryException" } },
                    },
                },
            },
        };
        await using DurableApp app = await OrderAsync(_ => Encoded(++calls == 1 ? outOfMemory : Completed("1")));

        await app.StartInstanceAsync("Order", "o-8");

        await app.WaitAsync("o-8", "Completed");
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task A_child_without_a_function_fails_and_its_parent_learns_it()
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "Order");
        app.Handler.Orchestrator("Order", turn =>
        {
            if (turn.Child(0, "Nobody", "o-9:0") is { } result)
            {
                turn.Complete(1, $"\"{result}\"");
            }
        });
        await app.StartAsync();

        await app.StartInstanceAsync("Order", "o-9");

        Assert.Equal(
            "failed: The orchestrator function 'Nobody' doesn't exist, is disabled, or is not an orchestrator function.",
            (string?)(await app.WaitAsync("o-9", "Completed"))["output"]);
    }

    private async Task<DurableApp> OrderAsync(Func<JObject, IResult> answer)
    {
        DurableApp app = await DurableApp.CreateAsync(storage, "Order");
        app.Handler.Function("Order", body => Task.FromResult(answer(body)));
        await app.StartAsync();
        return app;
    }

    private static IResult Encoded(OrchestratorResponse response) =>
        ScriptedHandler.Answer(Convert.ToBase64String(response.ToByteArray()));

    private static OrchestratorResponse Completed(string result) => new()
    {
        Actions =
        {
            new OrchestratorAction
            {
                CompleteOrchestration = new CompleteOrchestrationAction
                {
                    OrchestrationStatus = OrchestrationStatus.Completed,
                    Result = result,
                },
            },
        },
    };
}
