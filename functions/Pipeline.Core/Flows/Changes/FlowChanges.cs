using Pipeline.Core.Flows.Scheduling;

namespace Pipeline.Core.Flows.Changes;

/// <summary>Checks and carries out what operators change of flows.</summary>
public sealed class FlowChanges(IFlowStore store, IFlowSchedule schedule, FlowPlanner planner, TimeProvider clock)
{
    private const int ReasonLimit = 500;

    /// <summary>What is wrong with a change; empty when it can be carried out.</summary>
    public IReadOnlyList<FlowChangeFault> Check(Flow flow, FlowChange change)
    {
        List<FlowChangeFault> faults = [];
        CheckSchedule(flow, change, faults);
        CheckPause(change, faults);
        if (change.Mode is not (null or "test" or "live"))
        {
            faults.Add(new("mode", "MODE_UNKNOWN", $"'{change.Mode}' is neither test nor live."));
        }

        return faults;
    }

    /// <summary>Carries out a checked change; the next slot is computed at once. Safe to repeat.</summary>
    /// <returns>The flow as it stands afterwards.</returns>
    public async Task<Flow> ApplyAsync(
        FlowDefinition flow, FlowChange change, string changedBy, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        FlowState stored = await store.UpdateAsync(flow.Code, Apply, cancellationToken);
        return new Flow(flow, stored, now);

        FlowState Apply(FlowState state)
        {
            FlowState changed = state with
            {
                Expression = Chosen(change.Schedule, state.Expression),
                TimeZone = Chosen(change.TimeZone, state.TimeZone),
                Enabled = change.Enabled ?? state.Enabled,
                Mode = change.Mode switch { "test" => FlowMode.Test, "live" => FlowMode.Live, _ => state.Mode },
            };
            changed = change.Paused switch
            {
                true => changed with
                {
                    PausedReason = change.Reason, PausedBy = changedBy, PausedUntil = change.PausedUntil,
                },
                false => changed with { PausedReason = null, PausedBy = null, PausedUntil = null },
                null => changed,
            };
            if (changed == state)
            {
                return state;
            }

            // A slot that is due is left to the timer unless the schedule it belongs to is gone.
            bool isMoved = (changed.Expression, changed.TimeZone, changed.Enabled)
                != (state.Expression, state.TimeZone, state.Enabled);
            changed = changed with { Version = state.Version + 1 };
            return isMoved ? planner.Plan(flow, changed with { NextRun = null }, now).Next : changed;
        }
    }

    private static string? Chosen(string? wanted, string? present) => wanted switch
    {
        null => present,
        "" => null,
        _ => wanted,
    };

    private void CheckSchedule(Flow flow, FlowChange change, List<FlowChangeFault> faults)
    {
        TimeZoneInfo? zone = TimeZoneInfo.Utc;
        if (change.TimeZone is { Length: > 0 } id && !TimeZoneInfo.TryFindSystemTimeZoneById(id, out zone))
        {
            faults.Add(new("timeZone", "TIME_ZONE_UNKNOWN", $"'{id}' is no time zone; expected is one like Europe/Paris."));
        }

        if (change.Schedule is not { Length: > 0 } expression)
        {
            return;
        }

        if (!schedule.IsValid(expression, out string? reason))
        {
            faults.Add(new("schedule", "SCHEDULE_INVALID", reason!));
        }
        else if (schedule.NextAfter(expression, zone ?? TimeZoneInfo.Utc, clock.GetUtcNow()) is null)
        {
            faults.Add(new("schedule", "SCHEDULE_NEVER", $"'{expression}' never comes; switch {flow.Code} off instead."));
        }
    }

    private void CheckPause(FlowChange change, List<FlowChangeFault> faults)
    {
        if (change.Paused is true && string.IsNullOrWhiteSpace(change.Reason))
        {
            faults.Add(new("reason", "PAUSE_REASON_MISSING", "A pause needs a reason that others can read."));
        }

        if (change.Reason?.Length > ReasonLimit)
        {
            faults.Add(new("reason", "PAUSE_REASON_TOO_LONG", $"The reason has more than {ReasonLimit} characters."));
        }

        if (change.Paused is not true && (change.Reason is not null || change.PausedUntil is not null))
        {
            faults.Add(new("paused", "PAUSE_NOT_ASKED", "A reason or an end goes with \"paused\": true."));
        }

        if (change.PausedUntil <= clock.GetUtcNow())
        {
            faults.Add(new("pausedUntil", "PAUSE_END_PAST", $"The end {change.PausedUntil:u} is in the past."));
        }
    }
}
