using Pipeline.Core.Errors;
using Pipeline.Core.Issues;

namespace Pipeline.Core.ErrorGroups;

/// <summary>One subject in a group of errors; it stays when it is put right, until the group is removed.</summary>
public sealed record ErrorRecord
{
    /// <summary>Id of the group.</summary>
    public required string Group { get; init; }

    /// <summary>What it is about.</summary>
    public required ErrorSubject Subject { get; init; }

    /// <summary>What people call it; null for its id.</summary>
    public string? Label { get; init; }

    /// <summary>Code and values; its text is the value at fault.</summary>
    public required Issue Issue { get; init; }

    /// <summary>Name of the field at fault, or null.</summary>
    public string? Field { get; init; }

    /// <summary><c>error</c>, or <c>retry</c> while it is tried again by itself.</summary>
    public required string Severity { get; init; }

    /// <summary>The flow it happened in, or null.</summary>
    public string? Flow { get; init; }

    /// <summary>The execution that found it last, or null.</summary>
    public string? Execution { get; init; }

    /// <summary>The exchanges it rests on.</summary>
    public IReadOnlyList<string> Exchanges { get; init; } = [];

    /// <summary>Times that it was found, by different executions or states.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>When it is tried again by itself, UTC, or null.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>When it was first found, UTC; anew after it had been put right.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>Time of the state that it was found in last, or put right by, UTC.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>When it rings the bell, UTC: at once for an error.</summary>
    public required DateTimeOffset RingsAt { get; init; }

    /// <summary>When it is an error, UTC: what is tried again becomes one in the end.</summary>
    public required DateTimeOffset FailsAt { get; init; }

    /// <summary>When it was put right, UTC; null while it stands.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The execution that put it right, or null.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>Whether it stands.</summary>
    public bool IsOpen => ClosedAt is null;

    /// <summary>The record after a finding; the same instance when that says nothing new.</summary>
    /// <param name="before">As it was, or null.</param>
    /// <param name="report">What was said of the subject.</param>
    /// <param name="finding">The part of it that belongs to the group.</param>
    /// <param name="now">The present.</param>
    public static ErrorRecord Found(ErrorRecord? before, ErrorReport report, ErrorFinding finding, DateTimeOffset now)
    {
        if (before is not null && (before.LastSeen > report.AsOf || (before.LastSeen == report.AsOf && before.IsOpen && before.Issue == finding.Issue)))
        {
            return before;
        }

        bool isAgain = before is { IsOpen: true };
        DateTimeOffset firstSeen = isAgain ? before!.FirstSeen : finding.Since ?? report.AsOf;
        bool isAnother = isAgain && (report.Execution is null || report.Execution != before!.Execution);
        int attempts = isAgain ? before!.Attempts + (isAnother ? 1 : 0) : 1;
        bool isError = finding.Severity is not IssueSeverity.Retry;
        return new ErrorRecord
        {
            Group = finding.GroupId,
            Subject = report.Subject,
            Label = finding.Label,
            Issue = finding.Issue,
            Field = finding.Field,
            Severity = isError ? IssueSeverity.Error : IssueSeverity.Retry,
            Flow = finding.Flow,
            Execution = report.Execution,
            Exchanges = finding.Exchanges,
            Attempts = attempts,
            NextAttemptAt = finding.NextAttemptAt,
            FirstSeen = firstSeen,
            LastSeen = report.AsOf,
            RingsAt = isError ? firstSeen : Earlier(isAgain ? before!.RingsAt : null, finding.Limit.RingsAt(attempts, firstSeen, now)),
            FailsAt = isError ? firstSeen : Earlier(isAgain ? before!.FailsAt : null, finding.Limit.FailsAt(attempts, firstSeen, now)),
        };
    }

    /// <summary>The record put right by a report; the same instance when it was before, or when the report is older than it.</summary>
    public ErrorRecord PutRight(ErrorReport report) => !IsOpen || LastSeen > report.AsOf
        ? this
        : this with { ClosedAt = report.AsOf, ClosedBy = report.Execution, LastSeen = report.AsOf, NextAttemptAt = null };

    // What has rung goes on ringing while it stands.
    private static DateTimeOffset Earlier(DateTimeOffset? before, DateTimeOffset after) => before < after ? before.Value : after;
}
