namespace Pipeline.Core.Flows.Scheduling;

/// <summary>Compares a flow's schedule with the clock.</summary>
public sealed class FlowPlanner(IFlowSchedule schedule)
{
    /// <summary>Missed slots looked at; beyond, the search goes on from the present hour.</summary>
    private const int SlotLimit = 10_000;

    /// <summary>
    /// Says which slot is due and what to remember. After an outage the latest missed slot is due, and only that one.
    /// A flow seen for the first time, or whose schedule changed, waits for its next slot.
    /// </summary>
    public FlowSlot Plan(FlowDefinition definition, FlowState state, DateTimeOffset now)
    {
        FlowState current = state.PausedUntil <= now
            ? state with { PausedReason = null, PausedBy = null, PausedUntil = null, PausedFor = null }
            : state;
        if (definition.MissingSetting is not null || !current.Enabled)
        {
            return new FlowSlot(null, false, current.NextRun is null ? current : current with { NextRun = null });
        }

        string expression = current.Expression ?? definition.Expression;
        string zoneId = current.TimeZone ?? definition.TimeZone;
        string source = $"{expression} {zoneId}";
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        if (current.NextRun is not { } due || current.NextRunOf != source)
        {
            return new FlowSlot(null, false, current with { NextRun = After(now), NextRunOf = source });
        }

        if (due > now)
        {
            return new FlowSlot(null, false, current);
        }

        DateTimeOffset latest = Latest(due, now);
        return new FlowSlot(latest, latest != due, current with { NextRun = After(now), NextRunOf = source });

        DateTimeOffset? After(DateTimeOffset instant) => schedule.NextAfter(expression, zone, instant);

        DateTimeOffset Latest(DateTimeOffset slot, DateTimeOffset until)
        {
            for (int count = 0; After(slot) is { } next && next <= until; count++)
            {
                // Only an expression of seconds gets here; its slots of long ago are of no interest.
                slot = count == SlotLimit && next < until.AddHours(-1) ? until.AddHours(-1) : next;
            }

            return slot;
        }
    }
}

/// <summary>What the clock says about a flow.</summary>
/// <param name="Due">The slot to run now, UTC; null when none is due.</param>
/// <param name="Missed">Whether earlier slots went by without a run; one run makes up for all of them.</param>
/// <param name="Next">The state to remember.</param>
public sealed record FlowSlot(DateTimeOffset? Due, bool Missed, FlowState Next);
