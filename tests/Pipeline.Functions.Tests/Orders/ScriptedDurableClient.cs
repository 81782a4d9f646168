using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Pipeline.Functions.Tests.Orders;

/// <summary>A host that knows one instance in a given state, answers as the real one, and writes down what takes effect.</summary>
internal sealed class ScriptedDurableClient() : DurableTaskClient("Pipeline")
{
    /// <summary>State of the instance; null: there is none.</summary>
    public OrchestrationRuntimeStatus? State { get; set; }

    /// <summary>Happens after an event was taken or dropped, before that is answered.</summary>
    public Action AfterEvent { get; set; } = static () => { };

    /// <summary>Happens before a start is looked at.</summary>
    public Action BeforeStart { get; set; } = static () => { };

    public List<string> Log { get; } = [];

    private bool Lives => State is OrchestrationRuntimeStatus.Pending or OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Suspended;

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        Task.FromResult(State is { } state ? new OrchestrationMetadata("OrderLifecycle", instanceId) { RuntimeStatus = state } : null);

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        if (State is null)
        {
            throw new RpcException(new Status(StatusCode.NotFound, "missing"));
        }

        if (!Lives)
        {
            throw new RpcException(new Status(StatusCode.FailedPrecondition, "not running"));
        }

        Log.Add($"raise {eventName} in {instanceId}");
        AfterEvent();
        return Task.CompletedTask;
    }

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        BeforeStart();
        if (Lives)
        {
            throw new OrchestrationAlreadyExistsException("it lives");
        }

        Log.Add($"start {orchestratorName} {options!.Version?.Version} of {input} as {options.InstanceId}");
        return Task.FromResult(options.InstanceId!);
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) => throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
