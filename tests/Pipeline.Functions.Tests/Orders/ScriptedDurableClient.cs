using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Pipeline.Functions.Tests.Orders;

/// <summary>A host that knows one instance in a given state, and writes down what it is asked to do.</summary>
internal sealed class ScriptedDurableClient() : DurableTaskClient("Pipeline")
{
    /// <summary>State of the instance; null: there is none.</summary>
    public OrchestrationRuntimeStatus? State { get; set; }

    /// <summary>Refusals of the next events, oldest first; null lets one pass.</summary>
    public Queue<DurableClientError?> EventErrors { get; } = new();

    public DurableClientError? StartError { get; set; }

    public List<string> Log { get; } = [];

    public override Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        Task.FromResult(State is { } state ? new OrchestrationMetadata("OrderLifecycle", instanceId) { RuntimeStatus = state } : null);

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        if (EventErrors.TryDequeue(out DurableClientError? error) && error is { } refused)
        {
            throw new DurableClientException(refused, "refused");
        }

        Log.Add($"raise {eventName} in {instanceId}");
        return Task.CompletedTask;
    }

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        if (StartError is { } refused)
        {
            throw new DurableClientException(refused, "refused");
        }

        Log.Add($"start {orchestratorName} {options!.Version} of {input} as {options.InstanceId}");
        return Task.FromResult(options.InstanceId!);
    }

    public override IAsyncEnumerable<OrchestrationMetadata> GetAllInstancesAsync(
        OrchestrationQuery? filter = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task TerminateInstanceAsync(string instanceId, object? output = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task RewindInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task<PurgeResult> PurgeInstanceAsync(string instanceId, CancellationToken cancellation = default) =>
        throw new NotSupportedException();
}
