using Pipeline.Core.Flows.Scheduling;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Flows.Changes;

/// <summary>Checks and carries out what operators change of flows.</summary>
public sealed class FlowEditor(IFlowStore store, IFlowSchedule schedule, FlowPlanner planner, TimeProvider clock)
{
    private const int ReasonLimit = 500;

    /// <summary>How far ahead a schedule is compared with a cadence: no day of the year is left out.</summary>
    private static readonly TimeSpan LookAhead = TimeSpan.FromDays(400);

    /// <summary>What is wrong with a change; empty when it can be carried out.</summary>
    public IReadOnlyList<Issue> Check(FlowChange change)
    {
        List<Issue> faults = [];
        CheckSchedule(change, faults);
        CheckPause(change, faults);
        if (change.Mode is not (null or "test" or "live"))
        {
            faults.Add(new(IssueCodes.ModeUnknown, "mode", change.Mode));
        }

        return faults;
    }

    /// <summary>Whether a change sets the mode of one flow of a store, all of whose flows have the store's; null when not.</summary>
    public static Issue? CheckMode(FlowDefinition flow, FlowChange change) =>
        flow.Store is { } store && change.Mode is { } mode ? new Issue(IssueCodes.StoreModeOnly, "mode", mode).With("store", store) : null;

    /// <summary>Whether a schedule asks a partner more often than it wants to be asked; null when not.</summary>
    /// <remarks>Judged in UTC, where every day has 24 hours.</remarks>
    public Issue? CheckCadence(FlowDefinition flow, FlowChange change)
    {
        if (flow.Cadence is not { } cadence || change.Schedule is not { Length: > 0 } expression || !schedule.IsValid(expression, out _))
        {
            return null;
        }

        DateTimeOffset end = clock.GetUtcNow() + LookAhead;
        DateTimeOffset? before = null;
        for (DateTimeOffset? slot = After(clock.GetUtcNow()); slot <= end; slot = After(slot.Value))
        {
            if (slot - before < cadence)
            {
                return new Issue(IssueCodes.ScheduleTooFast, "schedule", expression).With("cadence", cadence.InHours);
            }

            before = slot;
        }

        return null;

        DateTimeOffset? After(DateTimeOffset instant) => schedule.NextAfter(expression, TimeZoneInfo.Utc, instant);
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
                Mode = CheckMode(flow, change) is not null ? state.Mode : change.Mode switch { "test" => FlowMode.Test, "live" => FlowMode.Live, _ => state.Mode },
            };
            changed = change.Paused switch
            {
                true => changed with
                {
                    PausedReason = change.Reason, PausedBy = changedBy, PausedUntil = change.PausedUntil, PausedFor = null,
                },
                false => changed with { PausedReason = null, PausedBy = null, PausedUntil = null, PausedFor = null },
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

    private void CheckSchedule(FlowChange change, List<Issue> faults)
    {
        TimeZoneInfo? zone = TimeZoneInfo.Utc;
        if (change.TimeZone is { Length: > 0 } id && !TimeZoneInfo.TryFindSystemTimeZoneById(id, out zone))
        {
            faults.Add(new(IssueCodes.TimeZoneUnknown, "timeZone", id));
        }

        if (change.Schedule is not { Length: > 0 } expression)
        {
            return;
        }

        if (!schedule.IsValid(expression, out string? reason))
        {
            faults.Add(new Issue(IssueCodes.ScheduleInvalid, "schedule", expression).With("reason", reason));
        }
        else if (schedule.NextAfter(expression, zone ?? TimeZoneInfo.Utc, clock.GetUtcNow()) is null)
        {
            faults.Add(new(IssueCodes.ScheduleNever, "schedule", expression));
        }
    }

    private void CheckPause(FlowChange change, List<Issue> faults)
    {
        if (change.Paused is true && string.IsNullOrWhiteSpace(change.Reason))
        {
            faults.Add(new(IssueCodes.PauseReasonMissing, "reason", null));
        }

        if (change.Reason?.Length > ReasonLimit)
        {
            faults.Add(new Issue(IssueCodes.PauseReasonTooLong, "reason", change.Reason).With("limit", ReasonLimit));
        }

        if (change.Paused is not true && (change.Reason is not null || change.PausedUntil is not null))
        {
            faults.Add(new(IssueCodes.PauseNotAsked, "paused", null));
        }

        if (change.PausedUntil <= clock.GetUtcNow())
        {
            faults.Add(new(IssueCodes.PauseEndPast, "pausedUntil", $"{change.PausedUntil:u}"));
        }
    }
}
