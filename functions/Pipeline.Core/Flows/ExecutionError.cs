using System.Diagnostics.CodeAnalysis;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Flows;

/// <summary>An <see cref="Issue"/> that says its sentences itself, as the import of feeds makes it.</summary>
/// <param name="Code">Stable code, for example <c>FTP_LOGIN_REFUSED</c>.</param>
/// <param name="Message">What happened, where, and the offending text.</param>
/// <param name="Remedy">What a person does about it, or why nobody needs to.</param>
/// <param name="Severity"><c>retry</c> when it repeats by itself, <c>error</c> when a person must act.</param>
[SuppressMessage("Usage", "CA2225", Justification = "One is taken for the other where an execution ends, nowhere else.")]
public sealed record ExecutionError(string Code, string Message, string? Remedy, string Severity)
{
    /// <summary>The issue.</summary>
    [return: NotNullIfNotNull(nameof(error))]
    public static implicit operator Issue?(ExecutionError? error) => error is null ? null : new Issue(error.Code, null, null)
    {
        SaidCause = error.Message, SaidRemedy = error.Remedy, SaidSeverity = error.Severity,
    };

    /// <summary>The sentences of an issue.</summary>
    public static implicit operator ExecutionError(Issue issue) => new(issue.Code, issue.Cause, issue.Remedy, issue.Severity);
}
