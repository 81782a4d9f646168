namespace Pipeline.Core.Flows.Changes;

/// <summary>Why a change is refused.</summary>
/// <param name="Field">The offending member, in camel case.</param>
/// <param name="Code">Stable code, for example <c>SCHEDULE_INVALID</c>.</param>
/// <param name="Message">What is wrong with the value and what was expected.</param>
public sealed record FlowChangeFault(string Field, string Code, string Message);
