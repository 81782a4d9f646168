namespace Pipeline.Core.Flows;

/// <summary>The first thing that went wrong in a run.</summary>
/// <param name="Code">Stable code, for example <c>FTP_LOGIN_REFUSED</c>.</param>
/// <param name="Message">What happened, where, and the offending text.</param>
/// <param name="Remedy">What a person does about it, or why nobody needs to.</param>
/// <param name="Severity"><c>retry</c> when it repeats by itself, <c>error</c> when a person must act.</param>
public sealed record ExecutionError(string Code, string Message, string? Remedy, string Severity);
