namespace Pipeline.Core.Audit;

/// <summary>One command of a person or a program, and what came of it.</summary>
/// <remarks>Holds no personal data but the name of who gave the command.</remarks>
public sealed record AuditEntry
{
    /// <summary>Id of the command, a UUID of version 7: the same id is the same command, however often it arrives.</summary>
    public required string Id { get; init; }

    /// <summary>When it was given, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Name of who gave it; <c>api</c> for a caller with a key, <c>system</c> for the app itself.</summary>
    public required string By { get; init; }

    /// <summary>Id under which the sign-in knows that person, or null.</summary>
    public string? ById { get; init; }

    /// <summary>What was to be done: the subject's kind, a dot, a verb; for example <c>flow.run</c>.</summary>
    public required string Action { get; init; }

    /// <summary>On what.</summary>
    public required AuditSubject On { get; init; }

    /// <summary>What people call the subject, or null when its id says it.</summary>
    public string? Label { get; init; }

    /// <summary>Why, in the words of who gave the command, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>What stood there before, in one line, or null.</summary>
    public string? Before { get; init; }

    /// <summary>What stands there afterwards, in one line, or null.</summary>
    public string? After { get; init; }

    /// <summary>What came of it; null while it is at work, and for good when the app died over it.</summary>
    public AuditResult? Result { get; init; }

    /// <summary>Code of the issue for which it was refused or failed, or null.</summary>
    public string? Code { get; init; }

    /// <summary>The execution that it started or steered, or null.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>Where the answer to it is shown, a path; or null.</summary>
    public string? Answer { get; init; }
}

/// <summary>What a command is about.</summary>
/// <param name="Kind">For example <c>flow</c>, <c>execution</c>, <c>order</c>.</param>
/// <param name="Id">Its id; <c>*</c> for all of the kind.</param>
public readonly record struct AuditSubject(string Kind, string Id)
{
    /// <summary>The form in addresses and filters: <c>kind:id</c>.</summary>
    public override string ToString() => $"{Kind}:{Id}";

    /// <summary>Reads that form.</summary>
    public static bool TryParse(string? text, out AuditSubject subject)
    {
        int colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        subject = colon > 0 && colon < text!.Length - 1 ? new(text[..colon], text[(colon + 1)..]) : default;
        return subject != default;
    }
}

/// <summary>What came of a command, spelled in camel case in JSON and tables.</summary>
public enum AuditResult
{
    /// <summary>Carried out, or taken on to be carried out.</summary>
    Done,

    /// <summary>Nothing was changed: not allowed, not there, or not in the state for it.</summary>
    Refused,

    /// <summary>It broke off; something may have been changed.</summary>
    Failed,
}
