using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Functions.Orders;

namespace Pipeline.Functions.Tests.Orders.Replays;

/// <summary>Changes on purpose what the orchestrator of the app asks for, as an edit of its code would.</summary>
/// <param name="change">The change by name, as the tests list them.</param>
/// <param name="inner">The real context.</param>
internal sealed class ChangedContext(string change, TaskOrchestrationContext inner) : TaskOrchestrationContext
{
    /// <inheritdoc/>
    public override TaskName Name => inner.Name;

    /// <inheritdoc/>
    public override string InstanceId => inner.InstanceId;

    /// <inheritdoc/>
    public override ParentOrchestrationInstance? Parent => inner.Parent;

    /// <inheritdoc/>
    public override DateTime CurrentUtcDateTime => inner.CurrentUtcDateTime;

    /// <inheritdoc/>
    public override bool IsReplaying => inner.IsReplaying;

    /// <inheritdoc/>
    public override string Version => inner.Version;

    /// <inheritdoc/>
    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    /// <inheritdoc/>
    public override T GetInput<T>() => inner.GetInput<T>()!;

    /// <inheritdoc/>
    public override async Task<T> CallActivityAsync<T>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        if (change == "a further step before placing" && name.Name == OrderActivities.Place)
        {
            await inner.CallActivityAsync("Audit", input, options);
        }

        return await inner.CallActivityAsync<T>(
            change == "another name of a step" && name.Name == OrderActivities.Place ? new TaskName("PlaceOrder") : name,
            change == "another input of a step" && input is OrderTask task ? task with { OrderId = "o2" } : input,
            change == "fewer attempts" ? TaskOptions.FromRetryPolicy(new RetryPolicy(4, TimeSpan.FromSeconds(2), 2)) : options);
    }

    /// <inheritdoc/>
    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken) => change switch
    {
        "no timer beside the event" => new TaskCompletionSource().Task,
        "a longer rest" => inner.CreateTimer(fireAt.AddMinutes(1), cancellationToken),
        _ => inner.CreateTimer(fireAt, cancellationToken),
    };

    /// <inheritdoc/>
    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) =>
        inner.WaitForExternalEvent<T>(change == "another name of the event" ? "moved" : eventName, cancellationToken);

    /// <inheritdoc/>
    public override void SendEvent(string instanceId, string eventName, object payload) =>
        inner.SendEvent(instanceId, eventName, payload);

    /// <inheritdoc/>
    public override void SetCustomStatus(object? customStatus) => inner.SetCustomStatus(customStatus);

    /// <inheritdoc/>
    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        inner.CallSubOrchestratorAsync<TResult>(orchestratorName, input, options);

    /// <inheritdoc/>
    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        inner.ContinueAsNew(newInput, preserveUnprocessedEvents);

    /// <inheritdoc/>
    public override void ContinueAsNew(ContinueAsNewOptions options) => inner.ContinueAsNew(
        change == "a new round of another version"
            ? new ContinueAsNewOptions { NewInput = options.NewInput, NewVersion = "2.0", PreserveUnprocessedEvents = options.PreserveUnprocessedEvents }
            : options);

    /// <inheritdoc/>
    public override Guid NewGuid() => inner.NewGuid();
}
