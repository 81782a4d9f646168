namespace Pipeline.Core.Flows.Running;

/// <summary>What became of the wish to start a flow.</summary>
/// <param name="Refusal">Why it was not started; null when it was.</param>
/// <param name="Execution">The execution; null when it was refused.</param>
public sealed record StartResult(StartRefusal? Refusal, Execution? Execution);
