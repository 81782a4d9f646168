namespace Pipeline.Core.Flows.Scheduling;

/// <summary>What the clock says about a flow.</summary>
/// <param name="Due">The slot to run now, UTC; null when none is due.</param>
/// <param name="Missed">Whether earlier slots went by without a run; one run makes up for all of them.</param>
/// <param name="Next">The state to remember.</param>
public sealed record FlowSlot(DateTimeOffset? Due, bool Missed, FlowState Next);
