using Pipeline.LocalHost.Durable.Messages;
using Pipeline.LocalHost.Durable.Storage;
using Pipeline.LocalHost.Durable.Turns;

namespace Pipeline.LocalHost.Durable.Management;

/// <summary>Orders to instances. What was accepted is in storage.</summary>
internal sealed class InstanceControl(HubSession session, DurableTaskSettings settings, TimeProvider time)
{
    /// <summary>Starts an instance; one of the same id that has ended is replaced.</summary>
    public async Task<ControlResult> StartAsync(string instanceId, string name, string? version, string? input)
    {
        HistoryEvent start = NewInstance.Start(
            instanceId, name, version ?? settings.DefaultVersion ?? string.Empty, input, time.GetUtcNow());
        InstanceCell cell = session.Instance(instanceId);
        bool isStarted = await cell.AskAsync(draft =>
        {
            if (draft.State is { } state && !state.HasEnded() && !settings.MayReplaceRunning)
            {
                return false;
            }

            draft.Replace(NewInstance.Of(start, draft.State));
            return true;
        });
        if (!isStarted)
        {
            return ControlResult.InUse;
        }

        session.HasStarted(cell, start);
        return ControlResult.Accepted;
    }

    /// <summary>Raises an event; <paramref name="data"/> is JSON text.</summary>
    public Task<ControlResult> RaiseAsync(string instanceId, string name, string data) => PostAsync(
        instanceId, made => made.EventRaised = new EventRaisedEvent { Name = name, Input = data });

    /// <summary>Ends an instance; <paramref name="reason"/> becomes its output.</summary>
    public Task<ControlResult> TerminateAsync(string instanceId, string? reason) => PostAsync(
        instanceId, made => made.ExecutionTerminated = new ExecutionTerminatedEvent { Input = reason });

    /// <summary>Lets an instance rest.</summary>
    public Task<ControlResult> SuspendAsync(string instanceId, string? reason) => PostAsync(
        instanceId, made => made.ExecutionSuspended = new ExecutionSuspendedEvent { Input = reason });

    /// <summary>Lets a resting instance go on.</summary>
    public Task<ControlResult> ResumeAsync(string instanceId, string? reason) => PostAsync(
        instanceId, made => made.ExecutionResumed = new ExecutionResumedEvent { Input = reason });

    /// <summary>Removes an instance that has ended.</summary>
    public Task<ControlResult> PurgeAsync(string instanceId) => session.Instance(instanceId).AskAsync(draft =>
    {
        if (draft.State is not { } state)
        {
            return ControlResult.NotFound;
        }

        // What it still has to tell its parent must not be lost.
        if (!state.HasEnded() || state.Outbox.Count > 0)
        {
            return ControlResult.WrongState;
        }

        draft.Replace(null);
        return ControlResult.Accepted;
    });

    /// <summary>Takes the failures out of a failed instance and lets it try again, failed children included.</summary>
    public async Task<ControlResult> RewindAsync(string instanceId, string? reason)
    {
        InstanceCell cell = session.Instance(instanceId);
        List<string> children = [];
        ControlResult result = await cell.AskAsync(
            draft => Rewind.Apply(draft, reason, time.GetUtcNow(), children));
        if (result == ControlResult.Accepted)
        {
            foreach (string child in children)
            {
                await RewindAsync(child, reason);
            }

            session.AskForTurn(cell);
        }

        return result;
    }

    private async Task<ControlResult> PostAsync(string instanceId, Action<HistoryEvent> fill)
    {
        InstanceCell cell = session.Instance(instanceId);
        HubMessage message = new() { Event = HubEvent.At(time.GetUtcNow(), fill) };
        if (await session.PostAsync(cell, message))
        {
            return ControlResult.Accepted;
        }

        return cell.Summary is null ? ControlResult.NotFound : ControlResult.Ended;
    }
}
