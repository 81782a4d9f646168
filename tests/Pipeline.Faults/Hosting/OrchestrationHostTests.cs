using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Pipeline.Faults.Faults;
using Pipeline.Faults.Hosting.Hub;
using Pipeline.Faults.Time;

namespace Pipeline.Faults.Hosting;

/// <summary>What is played here behaves as the real host was seen to.</summary>
public sealed class OrchestrationHostTests
{
    private const string Id = "flow-1";
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private static readonly StartOrchestrationOptions Options = new(Id);

    private readonly List<string> done = [];
    private TaskHub hub = new(outlives: true, doubledFraction: 0);

    [Fact]
    public void Starts_and_events_are_answered_by_the_state_of_the_instance()
    {
        Run(new Simulation(1), new NoFaults(), async (client, process) =>
        {
            done.Add(await SeenAsync(() => client.RaiseEventAsync(Id, "go")));
            _ = await client.ScheduleNewOrchestrationInstanceAsync("Flow", "first", Options);
            done.Add(await SeenAsync(() => client.ScheduleNewOrchestrationInstanceAsync("Flow", "second", Options)));
            done.Add(await SeenAsync(() => client.RaiseEventAsync(Id, "GO")));
            await Task.Delay(Long, process.Clock);
            done.Add((await client.GetInstanceAsync(Id))!.RuntimeStatus.ToString());
            done.Add(await SeenAsync(() => client.RaiseEventAsync(Id, "go")));
            _ = await client.ScheduleNewOrchestrationInstanceAsync("Flow", "third", Options);
            await Task.Delay(Long, process.Clock);
            done.Add((await client.GetInstanceAsync(Id))!.RuntimeStatus.ToString());
        });

        Assert.Equal(
            ["NotFound", nameof(OrchestrationAlreadyExistsException), "taken", "act first", "Completed", "taken", "Running"], done);
    }

    [Theory]
    [InlineData(Fault.RequestLost)]
    [InlineData(Fault.Busy)]
    public void A_host_that_does_not_answer_is_unavailable(Fault fault)
    {
        Run(new Simulation(1), new OneFault(0, fault), async (client, _) => done.Add(await SeenAsync(() => client.RaiseEventAsync(Id, "go"))));

        Assert.Equal(["Unavailable"], done);
    }

    /// <summary>The second call brings the answer of the first turn, which waits for the event.</summary>
    [Theory]
    [InlineData(Fault.CutBefore)]
    [InlineData(Fault.CutDuring)]
    [InlineData(Fault.RequestLost)]
    [InlineData(Fault.AnswerLost)]
    public void A_turn_whose_answer_is_lost_is_run_again_from_its_history(Fault fault)
    {
        Run(new Simulation(1), new OneFault(1, fault), static async (client, life) =>
        {
            _ = await client.ScheduleNewOrchestrationInstanceAsync("Flow", "first", Options);
            await client.RaiseEventAsync(Id, "go");
        });

        Assert.Equal(["act first"], done);
        Assert.Empty(hub.Failures);
    }

    [Fact]
    public void A_kill_fails_the_activity_under_way_or_lets_it_begin_again()
    {
        SortedSet<string> seen = new(StringComparer.Ordinal);
        for (int seed = 1; seed <= 10; seed++)
        {
            done.Clear();
            hub = new TaskHub(outlives: true, doubledFraction: 0);
            Simulation simulation = new(seed);
            Run(simulation, new NoFaults(), async (client, process) =>
            {
                _ = await client.ScheduleNewOrchestrationInstanceAsync("Flow", "first", Options);
                await client.RaiseEventAsync(Id, "go");
                await Task.Delay(TimeSpan.FromSeconds(1.5), process.Clock);
                process.Kill();
                Begin(simulation, new Wire(simulation, new NoFaults()), 2, static (_, _) => Task.CompletedTask);
            });
            _ = seen.Add(string.Join(", ", done));
        }

        Assert.Equal(["act first, act first", "act first, failed WorkerProcessExitException"], seen);
    }

    [Fact]
    public void Events_that_a_round_has_not_taken_come_to_the_next()
    {
        Run(new Simulation(1), new NoFaults(), static async (client, process) =>
        {
            _ = await client.ScheduleNewOrchestrationInstanceAsync("Round", "1", Options);
            await Task.Delay(TimeSpan.FromSeconds(0.5), process.Clock);
            await client.RaiseEventAsync(Id, "go");
            await client.RaiseEventAsync(Id, "go");
        });

        Assert.Equal(["act round", "both"], done);
    }

    private void Run(Simulation simulation, IFaultPlan plan, Func<DurableTaskClient, Incarnation, Task> user)
    {
        Wire wire = null!;
        wire = new Wire(simulation, plan)
        {
            OnKilled = dead => simulation.After(TimeSpan.FromSeconds(3), () => Begin(simulation, wire, dead.Ordinal + 1, static (client, _) => client.RaiseEventAsync(Id, "go"))),
        };
        Begin(simulation, wire, 1, user);
        _ = simulation.RunUntil(static () => false, Simulation.Start + TimeSpan.FromHours(1));
    }

    private void Begin(Simulation simulation, Wire wire, int ordinal, Func<DurableTaskClient, Incarnation, Task> user)
    {
        Incarnation process = new(simulation, ordinal);
        OrchestrationHost host = new(wire, process, hub, context => context.Name == "Flow" ? FlowAsync(context) : RoundAsync(context), async (_, input) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), process.Clock);
            done.Add($"act {input.Trim('[', ']', '"')}");
            await Task.Delay(TimeSpan.FromSeconds(1), process.Clock);
            return null;
        });
        host.Start();
        process.Run(() => user(host.Client, process));
    }

    private async Task FlowAsync(TaskOrchestrationContext context)
    {
        _ = await context.WaitForExternalEvent<object?>("go");
        try
        {
            await context.CallActivityAsync("Act", context.GetInput<string>());
        }
        catch (Microsoft.DurableTask.TaskFailedException failure)
        {
            done.Add($"failed {failure.FailureDetails.InnerFailure!.ErrorType.Split('.')[^1]}");
        }
    }

    private async Task RoundAsync(TaskOrchestrationContext context)
    {
        if (context.GetInput<string>() == "1")
        {
            await context.CallActivityAsync("Act", "round");
            context.ContinueAsNew("2");
            return;
        }

        _ = await context.WaitForExternalEvent<object?>("go");
        _ = await context.WaitForExternalEvent<object?>("go");
        done.Add("both");
    }

    private static async Task<string> SeenAsync(Func<Task> call)
    {
        try
        {
            await call();
            return "taken";
        }
        catch (RpcException refused)
        {
            return refused.StatusCode.ToString();
        }
        catch (OrchestrationAlreadyExistsException)
        {
            return nameof(OrchestrationAlreadyExistsException);
        }
    }
}
