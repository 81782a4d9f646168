namespace Pipeline.Core.Executions;

/// <summary>What a run met, by what it means for people.</summary>
/// <param name="Info">Nothing to do: a field was left out, the rest counts.</param>
/// <param name="Retry">Repeats by itself: records that wait, and the run itself when it broke off for a while.</param>
/// <param name="Error">Somebody must act: records that failed, and the run itself when it cannot go on.</param>
public sealed record SeverityCounts(long Info, long Retry, long Error);
