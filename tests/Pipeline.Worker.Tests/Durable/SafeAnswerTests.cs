using Google.Protobuf;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Execution;
using Microsoft.DurableTask.Messages;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>Turns that go wrong: what may pass is asked for again, what cannot is failed with a clear text.</summary>
public sealed class SafeAnswerTests
{
    [Fact]
    public void A_turn_that_takes_too_long_is_asked_for_again_even_if_the_code_catches_everything()
    {
        var options = new DurableWorkerOptions { TurnDeadline = TimeSpan.Zero };
        var instance = new ScriptedHistory(Swallows, options: options);

        OrchestratorResponse response = instance.Begin();

        Assert.True(response.RequiresHistory);
        Assert.Empty(response.Actions);
    }

    [Fact]
    public void A_turn_is_given_back_when_the_app_stops()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        OrchestratorRequest request = Turns.Request(VectorTurn.Find("01", 1));

        OrchestratorResponse response = new OrchestrationExecutor(
            new DurableWorkerOptions(), NullLoggerFactory.Instance, TimeProvider.System)
            .Execute(request, VectorOrchestrators.Find("01", "Sequence"), stop.Token);

        Assert.True(response.RequiresHistory);
        Assert.Equal("vector-01", response.InstanceId);
    }

    [Fact]
    public void Memory_that_runs_out_is_asked_for_again()
    {
#pragma warning disable MA0012, CA2201 // Thrown as the runtime would.
        var instance = new ScriptedHistory(context => throw new OutOfMemoryException());
#pragma warning restore MA0012, CA2201

        Assert.True(instance.Begin().RequiresHistory);
    }

    [Fact]
    public void A_history_that_does_not_say_how_it_started_is_asked_for_again()
    {
        var request = new OrchestratorRequest { InstanceId = "order-42", NewEvents = { ScriptedHistory.Done(0, null) } };

        Assert.True(Turns.Run(request, Swallows).RequiresHistory);
    }

    [Fact]
    public void The_old_form_of_asking_again_is_an_out_of_memory_failure_inside()
    {
        var options = new DurableWorkerOptions { TurnDeadline = TimeSpan.Zero, AskForRetryInOldForm = true };

        OrchestratorResponse response = new ScriptedHistory(Swallows, options: options).Begin();

        Assert.True(response.RequiresHistory);
        TaskFailure failure = Assert.Single(response.Actions).CompleteOrchestration.FailureDetails;
        Assert.Equal("System.OutOfMemoryException", failure.InnerFailure.ErrorType);
    }

    /// <summary>The host would take it for trouble of its own and repeat the turn for ever.</summary>
    [Fact]
    public void An_activity_out_of_memory_fails_the_instance_under_another_type_name()
    {
        var instance = new ScriptedHistory(async context => await context.CallActivityAsync<int>("Work"));
        instance.Begin();

        OrchestratorAction end = Assert.Single(
            instance.Turn(ScriptedHistory.Failed(0, "System.OutOfMemoryException")).Actions);

        Assert.Equal("OutOfMemory", end.CompleteOrchestration.FailureDetails.InnerFailure.ErrorType);
    }

    [Theory]
    [InlineData("delay")]
    [InlineData("pool")]
    [InlineData("never")]
    public void An_orchestrator_that_awaits_something_else_than_durable_tasks_fails_with_a_clear_text(string what)
    {
        var forever = new TaskCompletionSource<object?>();
        var instance = new ScriptedHistory(async context => what switch
        {
            "delay" => await WaitAsync(),
            "pool" => await Task.Run(async () => await forever.Task),
            _ => await forever.Task,
        });

        OrchestratorAction end = Assert.Single(instance.Begin().Actions);

        Assert.Equal("DurableTask.Core.Exceptions.NonDeterministicOrchestrationException", end.CompleteOrchestration.FailureDetails.ErrorType);
        Assert.StartsWith(
            "Orchestrator 'Subject' awaits something that is not durable",
            end.CompleteOrchestration.FailureDetails.ErrorMessage,
            StringComparison.Ordinal);

        static async Task<object?> WaitAsync()
        {
            await Task.Delay(TimeSpan.FromDays(1), TimeProvider.System);
            return null;
        }
    }

    [Fact]
    public void The_context_refuses_calls_from_another_thread()
    {
        Exception? refused = null;
        var instance = new ScriptedHistory(context =>
        {
            var other = new Thread(() => refused = Record.Exception(() => { _ = context.CallActivityAsync("Work"); }));
            other.Start();
            other.Join();
            return Task.FromResult<object?>(null);
        });

        OrchestratorAction end = Assert.Single(instance.Begin().Actions);

        Assert.IsType<InvalidOperationException>(refused);
        Assert.Equal(0, end.Id);
    }

    [Fact]
    public void Continuations_without_captured_context_stay_on_the_thread_of_the_turn()
    {
        int start = 0;
        int end = 0;
        var instance = new ScriptedHistory(async context =>
        {
            start = Environment.CurrentManagedThreadId;
#pragma warning disable xUnit1030 // This is what the test is about.
            await context.CallActivityAsync<int>("First").ConfigureAwait(false);
            await Task.WhenAll(context.CallActivityAsync("A"), context.CallActivityAsync("B")).ConfigureAwait(false);
#pragma warning restore xUnit1030
            end = Environment.CurrentManagedThreadId;
            return await context.CallActivityAsync<int>("Last");
        });
        instance.Begin();
        instance.Turn(ScriptedHistory.Done(0, "1"));

        OrchestratorResponse response = instance.Turn(ScriptedHistory.Done(2, null), ScriptedHistory.Done(1, null));

        Assert.Equal("Last", Assert.Single(response.Actions).ScheduleTask.Name);
        Assert.Equal(start, end);
    }

    [Fact]
    public void The_text_of_a_difference_names_what_was_and_what_is()
    {
        OrchestratorResponse response = Turns.Run(VectorTurn.Find("52", 2));

        Assert.Equal(
            "Orchestrator 'Changed' is not deterministic: its history has a call of activity 'A' with id 0, but the code "
            + "now makes a call of activity 'B' with this id. Was it changed while instances were running? Give the "
            + "changed code a new name or version, or let the instances end first.",
            Assert.Single(response.Actions).CompleteOrchestration.FailureDetails.ErrorMessage);
    }

    [Fact]
    public void Fields_nobody_knows_are_skipped()
    {
        VectorTurn turn = VectorTurn.Find("01", 2);
        byte[] known = Convert.FromBase64String(turn.RequestBase64);

        // Field 99, text "new"; field 100, varint 7.
        OrchestratorRequest request = OrchestratorRequest.Parser.ParseFrom(
            [.. known, 0x9A, 0x06, 0x03, (byte)'n', (byte)'e', (byte)'w', 0xA0, 0x06, 0x07]);

        Assert.Equal(
            Turns.Run(turn).ToByteArray(),
            Turns.Run(request, VectorOrchestrators.Find("01", "Sequence")).ToByteArray());
    }

    [Fact]
    public void Whoever_runs_a_turn_keeps_their_own_synchronization_context()
    {
        var own = new SynchronizationContext();
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(own);
        try
        {
            Turns.Run(VectorTurn.Find("12", 31));

            Assert.Same(own, SynchronizationContext.Current);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private static async Task<object?> Swallows(TaskOrchestrationContext context)
    {
        try
        {
            return await context.CallActivityAsync<int>("Work");
        }
        catch (Exception)
        {
            return "caught";
        }
    }
}
