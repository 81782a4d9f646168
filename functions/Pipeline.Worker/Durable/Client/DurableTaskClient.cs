namespace Microsoft.DurableTask.Client;

/// <summary>Starts orchestrations, tells them things, and asks about them.</summary>
/// <remarks>All requests throw <see cref="DurableClientException"/> when the host refuses or is not there.</remarks>
/// <param name="name">Name of the client; the task hub.</param>
public abstract class DurableTaskClient(string name)
{
    /// <summary>Name of the client; the task hub.</summary>
    public string Name { get; } = name;

    /// <summary>Starts an instance under an id the host chooses.</summary>
    /// <inheritdoc cref="ScheduleNewOrchestrationInstanceAsync(TaskName, object?, StartOrchestrationOptions?, CancellationToken)" />
    public virtual Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, CancellationToken cancellation) =>
        ScheduleNewOrchestrationInstanceAsync(orchestratorName, input: null, options: null, cancellation);

    /// <summary>Starts an instance under an id the host chooses.</summary>
    /// <inheritdoc cref="ScheduleNewOrchestrationInstanceAsync(TaskName, object?, StartOrchestrationOptions?, CancellationToken)" />
    public virtual Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input, CancellationToken cancellation) =>
        ScheduleNewOrchestrationInstanceAsync(orchestratorName, input, options: null, cancellation);

    /// <summary>Starts an instance.</summary>
    /// <remarks>
    /// With an id of the caller's own it may be repeated: a second start is refused as
    /// <see cref="DurableClientError.AlreadyExists"/> while the first runs. An ended instance is replaced.
    /// </remarks>
    /// <param name="orchestratorName">Name of the orchestrator function.</param>
    /// <param name="input">Small record, written as JSON; null for none.</param>
    /// <param name="options">Instance id and version.</param>
    /// <param name="cancellation">Ends the request; the instance may have been started.</param>
    /// <returns>The instance id.</returns>
    public abstract Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default);

    /// <summary>Sends an event to an instance. Repeating it sends a second event.</summary>
    /// <param name="instanceId">The receiver.</param>
    /// <param name="eventName">Name, compared without case.</param>
    /// <param name="eventPayload">Data, written as JSON; null is sent as JSON null.</param>
    /// <param name="cancellation">Ends the request; the event may have been sent.</param>
#pragma warning disable CA1030 // The official name; it raises an event of an orchestration.
    public abstract Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default);
#pragma warning restore CA1030

    /// <summary>Asks about an instance.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="getInputsAndOutputs">True to have input, output and status as well.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>The instance; null when there is none with this id.</returns>
    public abstract Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default);

    /// <summary>Asks about an instance, by the older name of this request.</summary>
    /// <inheritdoc cref="GetInstanceAsync(string, bool, CancellationToken)" />
    public Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        GetInstanceAsync(instanceId, getInputsAndOutputs, cancellation);

    /// <summary>Lists instances, page by page, in no particular order.</summary>
    /// <param name="filter">Which ones; null for all.</param>
    /// <param name="cancellation">Ends the listing.</param>
    public abstract IAsyncEnumerable<OrchestrationMetadata> GetAllInstancesAsync(
        OrchestrationQuery? filter = null, CancellationToken cancellation = default);

    /// <summary>Waits until an instance has started.</summary>
    /// <inheritdoc cref="WaitForInstanceCompletionAsync" />
    public abstract Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default);

    /// <summary>Waits until an instance has ended, in whatever way. Without a token this may take for ever.</summary>
    /// <param name="instanceId">Id of the instance; one that does not exist throws.</param>
    /// <param name="getInputsAndOutputs">True to have input, output and status as well.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public abstract Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default);

    /// <summary>Ends an instance. Its running activities go on, their results are dropped; its children go on too.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="output">Reason, shown as its output; text as it is, anything else as JSON.</param>
    /// <param name="cancellation">Ends the request.</param>
    public abstract Task TerminateInstanceAsync(
        string instanceId, object? output = null, CancellationToken cancellation = default);

    /// <summary>Halts an instance: events and results wait until it is resumed.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="reason">Kept in its history.</param>
    /// <param name="cancellation">Ends the request.</param>
    public abstract Task SuspendInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default);

    /// <summary>Lets a halted instance go on.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="reason">Kept in its history.</param>
    /// <param name="cancellation">Ends the request.</param>
    public abstract Task ResumeInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default);

    /// <summary>Lets a failed instance try its failed steps again. Not for instances with timers, retry delays included.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="reason">Kept in its history.</param>
    /// <param name="cancellation">Ends the request.</param>
    public abstract Task RewindInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default);

    /// <summary>Deletes an ended instance with its history. Repeating it deletes nothing and says 0.</summary>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="cancellation">Ends the request.</param>
    public abstract Task<PurgeResult> PurgeInstanceAsync(string instanceId, CancellationToken cancellation = default);
}
