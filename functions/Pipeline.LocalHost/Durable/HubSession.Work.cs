using Pipeline.LocalHost.Durable.Activities;
using Pipeline.LocalHost.Durable.Messages;
using Pipeline.LocalHost.Durable.Storage;
using Pipeline.LocalHost.Durable.Turns;
using Pipeline.LocalHost.Faults;
using Pipeline.LocalHost.Hosting;

namespace Pipeline.LocalHost.Durable;

/// <content>What the workers do: each step may be repeated until it is recorded.</content>
internal sealed partial class HubSession
{
    private async Task TurnAsync(InstanceCell cell, ListenerStop stop)
    {
        cell.Turns.Begin();
        try
        {
            if (await cell.AskAsync(draft => TurnInput.Next(draft.State, _time.GetUtcNow())) is { } input)
            {
                await TurnAsync(cell, input, stop);
            }
        }
        catch (OperationCanceledException) when (stop.Abandon.IsCancellationRequested)
        {
            // The next host runs the turn again.
        }
        catch (Exception error)
        {
            Log.NotRecorded(_logger, cell.InstanceId, "a turn", error.Message);
            Later(PauseAfterFault, () => AskForTurn(cell));
        }

        if (cell.Turns.End())
        {
            _turns.Add(cell);
        }
    }

    private async Task TurnAsync(InstanceCell cell, TurnInput input, ListenerStop stop)
    {
        _log.Started(input);
        TurnAnswer answer = await _orchestrators.RunAsync(input, stop);
        if (answer.AbandonReason is { } reason)
        {
            Log.Abandoned(_logger, cell.InstanceId, input.Name, reason);
            Later(Pause(cell.AbandonedTurns++), () => AskForTurn(cell));
            return;
        }

        cell.AbandonedTurns = 0;
        TurnOutcome outcome = await cell.AskAsync(
            draft => TurnRecord.Write(draft, input, answer, _time.GetUtcNow()));
        _log.Ended(input, outcome);
        Begin(cell, outcome.Activities, outcome.Timers, outcome.ExecutionId);
        AskForDelivery(cell);

        // Messages may have come while the turn ran; a turn without any is over at once.
        AskForTurn(cell);
    }

    private async Task ActivityAsync(ActivityTicket ticket, ListenerStop stop)
    {
        (InstanceCell cell, PendingActivity activity) = ticket;
        try
        {
            HistoryEvent? result = await _activityCall.RunAsync(cell.InstanceId, activity, stop);
            if (result is null)
            {
                Later(Pause(ticket.Abandoned), () => _activities.Add(ticket with { Abandoned = ticket.Abandoned + 1 }));
                return;
            }

            await RecordAsync(cell, activity, result, stop.Abandon);
            Again(cell, activity, result);
        }
        catch (OperationCanceledException) when (stop.Abandon.IsCancellationRequested)
        {
            // The next host runs the activity again.
        }
        catch (Exception error)
        {
            Log.NotRecorded(_logger, cell.InstanceId, $"'{activity.Name}'", error.Message);
            Later(Pause(ticket.Abandoned), () => _activities.Add(ticket with { Abandoned = ticket.Abandoned + 1 }));
        }
    }

    private async Task RecordAsync(
        InstanceCell cell, PendingActivity activity, HistoryEvent result, CancellationToken abandon)
    {
        // The activity has had its effect: its result is not given up while the host lives.
        while (true)
        {
            try
            {
                await cell.AskAsync(draft => TaskResults.Take(draft, activity, result));
                AskForTurn(cell);
                return;
            }
            catch (Exception error)
            {
                Log.NotRecorded(_logger, cell.InstanceId, $"the result of '{activity.Name}'", error.Message);
            }

            await Task.Delay(PauseAfterFault, _time, abandon);
        }
    }

    /// <summary>Gives a result once more, past the check that gives it once: the hub of the cloud delivers at least once.</summary>
    private void Again(InstanceCell cell, PendingActivity activity, HistoryEvent result)
    {
        if (_faults.Strike(activity.Name, FaultKind.Duplicate, FaultKind.Late) is { } fault)
        {
            HubMessage again = new() { ExecutionId = activity.ExecutionId, Event = result };
            _clock.Set(
                _time.GetUtcNow() + (fault == FaultKind.Late ? LateBy : TimeSpan.Zero), () => PostAsync(cell, again));
        }
    }

    private async Task FireAsync(InstanceCell cell, string executionId, PendingTimer timer)
    {
        try
        {
            if (await cell.AskAsync(draft => TaskResults.Fire(draft, executionId, timer)))
            {
                AskForTurn(cell);
            }
        }
        catch (Exception error)
        {
            Log.NotRecorded(_logger, cell.InstanceId, "a timer", error.Message);
            _clock.Set(_time.GetUtcNow() + PauseAfterFault, () => FireAsync(cell, executionId, timer));
        }
    }

    private void AskForDelivery(InstanceCell cell)
    {
        if (cell.Deliveries.Ask())
        {
            _deliveries.Add(cell);
        }
    }

    private async Task DeliverAsync(InstanceCell cell, ListenerStop stop)
    {
        cell.Deliveries.Begin();
        try
        {
            HubMessage[] messages = await cell.AskAsync<HubMessage[]>(draft => [.. draft.State?.Outbox ?? []]);
            foreach (HubMessage message in messages)
            {
                InstanceCell target = Instance(message.TargetInstanceId);
                if (!await PostAsync(target, message))
                {
                    Log.Dropped(_logger, cell.InstanceId, message.TargetInstanceId);
                }
            }

            if (messages.Length > 0)
            {
                await cell.AskAsync(draft => Delivered(draft, messages));
            }
        }
        catch (Exception error)
        {
            Log.NotRecorded(_logger, cell.InstanceId, "a message", error.Message);
            Later(PauseAfterFault, () => AskForDelivery(cell));
        }

        if (cell.Deliveries.End())
        {
            _deliveries.Add(cell);
        }
    }

    private static bool Delivered(Draft draft, HubMessage[] messages)
    {
        foreach (HubMessage message in messages)
        {
            draft.State?.Outbox.Remove(message);
        }

        draft.Changed();
        return true;
    }

    private void Later(TimeSpan pause, Action work) => _clock.Set(_time.GetUtcNow() + pause, () =>
    {
        work();
        return Task.CompletedTask;
    });

    private static TimeSpan Pause(int abandoned)
    {
        TimeSpan pause = PauseAfterFault * Math.Pow(2, Math.Min(abandoned, 10));
        return pause < LongestPause ? pause : LongestPause;
    }
}
