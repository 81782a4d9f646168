namespace Microsoft.DurableTask.Execution;

/// <summary>This turn cannot be decided now; the host is asked to try it again.</summary>
public sealed class TurnAbandonedException(string message) : Exception(message);
