namespace Pipeline.LocalHost.Timers;

/// <summary>What is kept of a timer between runs of the host.</summary>
/// <param name="Last">Start of the last call; null when it never ran.</param>
/// <param name="Next">The occurrence that comes next.</param>
internal sealed record TimerStatus(DateTimeOffset? Last, DateTimeOffset Next);
