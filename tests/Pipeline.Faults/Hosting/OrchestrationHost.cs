using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Pipeline.Faults.Time;
using Pipeline.Faults.Worlds;

namespace Pipeline.Faults.Hosting;

/// <summary>Plays the task hub of the Functions host for one orchestrator: starts instances, tells them, runs their activities.</summary>
/// <remarks>
/// <para>
/// It runs the app's orchestrator as it is, but does not replay it: an instance keeps its place in memory. When the process
/// dies, its instances are lost, unless <see cref="OrchestrationMemory"/> keeps them; then each begins its round again, as
/// when a history's last turn is repeated. Both are harsher than the hub, which never loses an instance.
/// </para>
/// <para>Activities run at least once; now and then one runs twice at the same time.</para>
/// </remarks>
/// <param name="world">The world.</param>
/// <param name="process">The life it runs in.</param>
/// <param name="memory">What outlives the process.</param>
/// <param name="orchestrator">The orchestrator's function.</param>
/// <param name="activities">Runs an activity by name on its input.</param>
public sealed class OrchestrationHost(
    World world,
    Incarnation process,
    OrchestrationMemory memory,
    Func<TaskOrchestrationContext, Task> orchestrator,
    Func<string, object?, Task<object?>> activities) : DurableTaskClient("simulated")
{
    private readonly Dictionary<string, LiveContext> instances = new(StringComparer.Ordinal);

    /// <summary>Takes up the instances that have outlived the process before.</summary>
    public void Start()
    {
        foreach ((string id, (string name, object? input)) in memory.Living)
        {
            Begin(id, name, input);
        }
    }

    /// <inheritdoc />
    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default) =>
        AskAsync("start", () =>
        {
            string id = options!.InstanceId!;
            if (instances.ContainsKey(id))
            {
                throw new DurableClientException(DurableClientError.AlreadyExists, $"{id} runs.");
            }

            Begin(id, orchestratorName, input);
            return id;
        });

    /// <inheritdoc />
    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) =>
        AskAsync("raise", () =>
        {
            if (!instances.TryGetValue(instanceId, out LiveContext? instance))
            {
                throw new DurableClientException(DurableClientError.NotFound, $"{instanceId} is not there.");
            }

            instance.Raise();
            return true;
        });

    /// <inheritdoc />
    public override Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        AskAsync("ask", () => instances.ContainsKey(instanceId)
            ? new OrchestrationMetadata("simulated", instanceId) { RuntimeStatus = OrchestrationRuntimeStatus.Running }
            : null);

    /// <inheritdoc />
    public override IAsyncEnumerable<OrchestrationMetadata> GetAllInstancesAsync(
        OrchestrationQuery? filter = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <inheritdoc />
    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <inheritdoc />
    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <inheritdoc />
    public override Task TerminateInstanceAsync(string instanceId, object? output = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    /// <inheritdoc />
    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    /// <inheritdoc />
    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    /// <inheritdoc />
    public override Task RewindInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    /// <inheritdoc />
    public override Task<PurgeResult> PurgeInstanceAsync(string instanceId, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    /// <summary>Runs an activity, and now and then beside it once more.</summary>
    internal Task<object?> ActAsync(string activity, object? input)
    {
        if (world.Simulation.Dice.NextDouble() < memory.DoubledFraction)
        {
            process.Run(() => activities(activity, input));
        }

        return activities(activity, input);
    }

    private Task<T> AskAsync<T>(string question, Func<T> answer)
    {
        // A refusal is an answer too, and travels like one.
        Task<(T?, DurableClientException?)> call = world.Wire.CallAsync(
            process, "durable", question, Answer, Refuse<T>, CancellationToken.None);
        return OpenAsync(call);

        (T?, DurableClientException?) Answer()
        {
            try
            {
                return (answer(), null);
            }
            catch (DurableClientException refused)
            {
                return (default, refused);
            }
        }
    }

    private static (T?, DurableClientException?) Refuse<T>(int status) =>
        (default, new DurableClientException(DurableClientError.Unavailable, $"The host answered {status}."));

    private static async Task<T> OpenAsync<T>(Task<(T?, DurableClientException?)> call)
    {
        (T? answer, DurableClientException? refusal) = await call;
        return refusal is null ? answer! : throw refusal;
    }

    private void Begin(string id, string name, object? input)
    {
        memory.Keep(id, name, input);
        LiveContext context = new(this, process, id, name, input);
        instances[id] = context;
        process.Run(() => RunAsync(id, context));
    }

    private async Task RunAsync(string id, LiveContext context)
    {
        do
        {
            context.BeginRound();
            await orchestrator(context);
        }
        while (context.GoesOn);

        _ = instances.Remove(id);
        memory.Forget(id);
    }
}
