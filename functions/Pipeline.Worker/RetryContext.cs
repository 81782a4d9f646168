namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which attempt a run is, when its function has a retry policy.</summary>
/// <param name="RetryCount">Attempts before this one.</param>
/// <param name="MaxRetryCount">Attempts allowed after the first; -1 means without end.</param>
public sealed record RetryContext(int RetryCount, int MaxRetryCount);
