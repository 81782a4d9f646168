namespace Microsoft.DurableTask.Client;

/// <summary>Outcome of a purge.</summary>
/// <param name="PurgedInstanceCount">Instances whose history is gone; 0 when there was none.</param>
public sealed record PurgeResult(int PurgedInstanceCount);
