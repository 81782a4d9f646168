namespace Pipeline.Core.Executions;

/// <summary>The stretch of time of which a run has seen what there was.</summary>
/// <param name="From">Its beginning, UTC: where the run before had ended; null without one.</param>
/// <param name="To">Its end, UTC; null while it is not known.</param>
public sealed record ExecutionWindow(DateTimeOffset? From, DateTimeOffset? To);
