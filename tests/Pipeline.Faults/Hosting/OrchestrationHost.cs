using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Grpc;
using Microsoft.DurableTask.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Faults.Faults;
using Pipeline.Faults.Hosting.Hub;
using Pipeline.Faults.Time;
using Pipeline.TestSupport.Orchestrations;

namespace Pipeline.Faults.Hosting;

/// <summary>Plays the Functions host for orchestrations in one life: runs the turns and activities that a task hub holds.</summary>
/// <remarks>
/// <para>
/// Each turn replays the history of its round in the official runner. What came of a turn or of an activity reaches the hub
/// by a call, which can be cut or lost like any other; then the turn is run again from the history, the activity again as a whole.
/// </para>
/// <para>
/// A life that ended was killed with its host, or alone: a killed worker fails the activities it had begun, after a killed host
/// they are begun again, and all waits until its lease has run out. Now and then an activity runs twice at the same time.
/// </para>
/// </remarks>
/// <param name="wire">The way to it.</param>
/// <param name="process">The life it runs in.</param>
/// <param name="hub">What outlives the process.</param>
/// <param name="orchestrator">The orchestrator's function.</param>
/// <param name="activities">Runs an activity by name on its input; both input and result are JSON as the hub keeps it.</param>
public sealed class OrchestrationHost(
    Wire wire,
    Incarnation process,
    TaskHub hub,
    Func<TaskOrchestrationContext, Task> orchestrator,
    Func<string, string, Task<string?>> activities)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>As <c>durableTask.storageProvider.controlQueueVisibilityTimeout</c> of <c>host.json</c>.</summary>
    private static readonly TimeSpan TurnHold = TimeSpan.FromMinutes(1);

    /// <summary>As <c>durableTask.storageProvider.workItemQueueVisibilityTimeout</c> by default.</summary>
    private static readonly TimeSpan ActivityHold = TimeSpan.FromMinutes(5);

    private readonly HashSet<HubInstance> turning = [];
    private readonly HashSet<HubTask> taken = [];

    /// <summary>The official client, connected to this host.</summary>
    public DurableTaskClient Client { get; } = new GrpcDurableTaskClient(
        "simulated",
        new GrpcDurableTaskClientOptions { CallInvoker = new HubCalls(wire, process, hub), DataConverter = OrchestratorRunner.Json },
        NullLogger.Instance);

    /// <summary>Takes up the instances that have outlived the process before.</summary>
    public void Start()
    {
        hub.BeginLife();
        process.Run(TakeUpAsync);
    }

    private async Task TakeUpAsync()
    {
        bool isHostNew = hub.Instances.Count > 0 && process.Simulation.Dice.Next(2) == 0;
        if (isHostNew)
        {
            await Task.Delay(process.Simulation.Between(TimeSpan.Zero, TurnHold), process.Clock);
        }

        hub.Changed = TakeUp;
        foreach (HubTask task in hub.Instances.SelectMany(static instance => instance.Tasks).Where(static task => task.IsUnderWay).ToArray())
        {
            if (isHostNew)
            {
                task.IsUnderWay = false;
                _ = taken.Add(task);
                process.Run(() => ActLaterAsync(task));
            }
            else
            {
                task.Fail(ActivityFailures.KilledWorker(task.Name));
            }
        }

        foreach (HubInstance instance in hub.Instances)
        {
            TakeUp(instance);
        }
    }

    private void TakeUp(HubInstance instance)
    {
        if (instance.HasNews && turning.Add(instance))
        {
            process.Run(() => TurnAsync(instance));
        }

        foreach (HubTask task in instance.Tasks.Where(taken.Add))
        {
            process.Run(() => ActAsync(task));
        }
    }

    private async Task TurnAsync(HubInstance instance)
    {
        while (instance.HasNews)
        {
            HubTurn turn = instance.NextTurn();
            OrchestratorResponse response = OrchestratorRunner.Run(turn.Request, orchestrator);
            _ = await TryTellAsync("turn", () => instance.Record(turn, response));
        }

        _ = turning.Remove(instance);
    }

    private async Task ActLaterAsync(HubTask task)
    {
        await Task.Delay(process.Simulation.Between(TimeSpan.Zero, ActivityHold), process.Clock);
        await ActAsync(task);
    }

    private Task ActAsync(HubTask task)
    {
        task.IsUnderWay = true;
        if (process.Simulation.Dice.NextDouble() < hub.DoubledFraction)
        {
            process.Run(() => ActOnceAsync(task));
        }

        return ActOnceAsync(task);
    }

    private async Task ActOnceAsync(HubTask task)
    {
        Action tell;
        do
        {
            tell = await OutcomeAsync(task);
        }
        while (!await TryTellAsync($"result of {task.Name}", tell));
    }

    private async Task<Action> OutcomeAsync(HubTask task)
    {
        try
        {
            string? result = await activities(task.Name, task.Input);
            return () => task.Complete(result);
        }
        catch (Exception failure)
        {
            process.Report(failure);
            return () => task.Fail(ActivityFailures.Of(failure));
        }
    }

    /// <summary>Brings an outcome to the hub.</summary>
    /// <returns>False when that failed, after a pause; it may have got there all the same.</returns>
    private async Task<bool> TryTellAsync(string what, Action tell)
    {
        try
        {
            if (await wire.CallAsync(process, "durable", what, Told, static _ => false, CancellationToken.None))
            {
                return true;
            }
        }
        catch (CallLostException)
        {
            // The hub knows whether it has been told.
        }

        await Task.Delay(Pause, process.Clock);
        return false;

        bool Told()
        {
            tell();
            return true;
        }
    }
}
