using Pipeline.Core.Flows.Requests;

namespace Pipeline.Core.Flows.Running;

/// <summary>Starts executions: writes the row first, then sends the message; the sweep sends a lost one again.</summary>
public sealed class FlowStarter(
    FlowDirectory flows, IExecutionStore executions, IFlowQueue queue, IFlowPace pace, TimeProvider clock)
{
    /// <summary>Starts a flow because a person asks; the schedule is not moved.</summary>
    /// <param name="code">Code of the flow.</param>
    /// <param name="requestedBy">Who asks.</param>
    /// <param name="cancellationToken">Gives up before the row is written.</param>
    public Task<StartResult> RunNowAsync(string code, string requestedBy, CancellationToken cancellationToken) =>
        StartAsync(code, ExecutionTrigger.RunNow, requestedBy, new Wish(null, null), cancellationToken);

    /// <summary>Starts a flow because a person asks, even before its partner may be asked again; the execution says so.</summary>
    /// <param name="code">Code of the flow.</param>
    /// <param name="requestedBy">Who asks.</param>
    /// <param name="cancellationToken">Gives up before the row is written.</param>
    public Task<StartResult> OverrideAsync(string code, string requestedBy, CancellationToken cancellationToken) =>
        StartAsync(code, ExecutionTrigger.Override, requestedBy, new Wish(null, null), cancellationToken);

    /// <summary>Starts a part of a flow because a person asks.</summary>
    /// <param name="code">Code of the flow.</param>
    /// <param name="request">The part, checked (<see cref="RunRequestCheck"/>).</param>
    /// <param name="isOverride">Whether it runs even before its partner may be asked again.</param>
    /// <param name="requestedBy">Who asks.</param>
    /// <param name="cancellationToken">Gives up before the row is written.</param>
    public Task<StartResult> RunPartAsync(
        string code, RunRequest request, bool isOverride, string requestedBy, CancellationToken cancellationToken) => StartAsync(
        code,
        isOverride ? ExecutionTrigger.Override : ExecutionTrigger.RunNow,
        requestedBy,
        new Wish(null, request.Parts is RunParts.None ? null : request),
        cancellationToken);

    /// <summary>Starts a new execution that repeats what failed in a finished one.</summary>
    /// <param name="executionId">The finished one.</param>
    /// <param name="requestedBy">Who asks.</param>
    /// <param name="cancellationToken">Gives up before the row is written.</param>
    public async Task<StartResult> RerunFailedAsync(
        string executionId, string requestedBy, CancellationToken cancellationToken)
    {
        Execution? parent = await executions.FindAsync(executionId, cancellationToken);
        return parent switch
        {
            null => new StartResult(StartRefusal.NotFound, null),
            { IsFinished: false } => new StartResult(StartRefusal.NotFinished, null),
            { Status: ExecutionStatus.Succeeded or ExecutionStatus.NothingToDo, Counts.Failed: 0 } =>
                new StartResult(StartRefusal.NothingFailed, null),
            _ => await StartAsync(
                parent.Flow, ExecutionTrigger.RerunFailed, requestedBy, new Wish(parent.Id, parent.Request), cancellationToken),
        };
    }

    /// <summary>Starts the run of one slot. Repeating it starts nothing: the id comes from flow and slot.</summary>
    /// <returns>The execution, or null when the slot was started before.</returns>
    public async Task<Execution?> StartSlotAsync(
        string code, DateTimeOffset slot, bool missed, CancellationToken cancellationToken)
    {
        string trigger = missed ? ExecutionTrigger.CatchUp : ExecutionTrigger.Schedule;
        Execution execution = Queued(ExecutionId.ForSlot(code, slot), code, trigger);
        if (!await executions.TryAddAsync(execution, cancellationToken))
        {
            return null;
        }

        await queue.SendAsync(new FlowExecutionMessage(execution.Id, code), cancellationToken);
        return execution;
    }

    private async Task<StartResult> StartAsync(
        string code, string trigger, string requestedBy, Wish wish, CancellationToken cancellationToken)
    {
        Flow? flow = await flows.FindAsync(code, cancellationToken);
        StartRefusal? refusal = flow?.Condition switch
        {
            null => StartRefusal.NotFound,
            FlowCondition.NotConfigured => StartRefusal.NotConfigured,
            // What the app has paused for a fault, a person may try again.
            FlowCondition.Paused when flow.State.PausedFor is null => StartRefusal.Paused,
            _ => null,
        };
        if (refusal is not null)
        {
            return new StartResult(refusal, null);
        }

        if (trigger is not ExecutionTrigger.Override && await pace.NotBeforeAsync(flow!.Definition, cancellationToken) is { } notBefore)
        {
            return new StartResult(StartRefusal.Early, null) { NotBefore = notBefore, Cadence = flow.Definition.Cadence };
        }

        bool hasNoCadence = trigger is ExecutionTrigger.Override && flow!.Definition.Cadence is null;
        Execution execution = Queued(ExecutionId.New(clock.GetUtcNow()), flow!.Code, hasNoCadence ? ExecutionTrigger.RunNow : trigger) with
        {
            RequestedBy = requestedBy,
            Parent = wish.Parent,
            Request = wish.Request,
        };
        _ = await executions.TryAddAsync(execution, cancellationToken);
        await queue.SendAsync(new FlowExecutionMessage(execution.Id, execution.Flow), cancellationToken);
        return new StartResult(null, execution);
    }

    private Execution Queued(string id, string flow, string trigger) => new()
    {
        Id = id,
        Flow = flow,
        Status = ExecutionStatus.Queued,
        Trigger = trigger,
        QueuedAt = clock.GetUtcNow(),
    };

    /// <summary>What a run is to do.</summary>
    private sealed record Wish(string? Parent, RunRequest? Request);
}
