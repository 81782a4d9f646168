using System.Security.Cryptography;
using System.Text;
using Pipeline.Core.Errors;
using Pipeline.Core.Issues;

namespace Pipeline.Core.ErrorGroups;

/// <summary>All records of one partner with the same code and field: one problem, however many records it has.</summary>
public sealed record ErrorGroup
{
    /// <summary>Most records shown as examples.</summary>
    public const int ExampleLimit = 5;

    /// <summary>Short and stable, usable in a path; see <see cref="IdOf"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is: a distributor, a store, or the first part of a flow's code.</summary>
    public required string Partner { get; init; }

    /// <summary>Code of <see cref="Issue"/>.</summary>
    public required string Code { get; init; }

    /// <summary>Name of the field at fault, or null.</summary>
    public string? Field { get; init; }

    /// <summary>Code and values of the latest record; cause and remedy are made of it when they are shown.</summary>
    public required Issue Issue { get; init; }

    /// <summary>What it is about.</summary>
    public FaultScope Scope { get; init; }

    /// <summary>Records that stand; of more than <see cref="CountLimit"/> so many are counted.</summary>
    public int Count { get; init; }

    /// <summary>Records that are counted at most.</summary>
    public const int CountLimit = 1000;

    /// <summary>Since when it is so, UTC: the first of the records that stand.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When a record was last found, UTC.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>When its youngest record joined, UTC.</summary>
    public DateTimeOffset GrewAt { get; init; }

    /// <summary>The youngest records, at most <see cref="ExampleLimit"/>.</summary>
    public IReadOnlyList<ErrorExample> Examples { get; init; } = [];

    /// <summary>Codes of the flows its records happened in.</summary>
    public IReadOnlyList<string> Flows { get; init; } = [];

    /// <summary>When the first of its records is tried again by itself, UTC, or null.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>When it rings the bell, UTC.</summary>
    public DateTimeOffset RingsAt { get; init; }

    /// <summary>When it is an error, UTC.</summary>
    public DateTimeOffset FailsAt { get; init; }

    /// <summary>Who is on it, or null.</summary>
    public ErrorOwner? Owner { get; init; }

    /// <summary>Who has dismissed it, or null.</summary>
    public ErrorDismissal? Dismissal { get; init; }

    /// <summary>When it was closed, because its last record was put right, UTC; null while one stands.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The execution that closed it, or null.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>When people were last told of it by mail or webhook, UTC, or null.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>Where it stands.</summary>
    public ErrorGroupState StateAt(DateTimeOffset now) => this switch
    {
        { ClosedAt: not null } => ErrorGroupState.Closed,
        { Dismissal: { } dismissal } when dismissal.HoldsAt(now, GrewAt) => ErrorGroupState.Dismissed,
        _ when RingsAt <= now => ErrorGroupState.Open,
        _ => ErrorGroupState.Retrying,
    };

    /// <summary><c>error</c>, or <c>retry</c> while all its records are tried again by themselves.</summary>
    public string SeverityAt(DateTimeOffset now) => FailsAt <= now ? IssueSeverity.Error : IssueSeverity.Retry;

    /// <summary>The id of a group.</summary>
    /// <returns>The first 12 hexadecimal digits of the SHA-256 of partner, code and field.</returns>
    public static string IdOf(string partner, string code, string? field) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{partner}\n{code}\n{field}")).AsSpan(0, 6));

    /// <summary>A group that has a record with this finding and no history.</summary>
    public static ErrorGroup Of(ErrorFinding finding, DateTimeOffset at) => new()
    {
        Id = finding.GroupId,
        Partner = finding.Partner,
        Code = finding.Issue.Code,
        Field = finding.Field,
        Issue = finding.Issue,
        Scope = finding.Scope,
        FirstSeen = at,
        LastSeen = at,
    };

    /// <summary>The group with the records that stand; without one it is closed, with one it is open again.</summary>
    /// <param name="standing">At most <see cref="CountLimit"/> records, in any order.</param>
    /// <param name="report">What was said last.</param>
    public ErrorGroup With(IReadOnlyList<ErrorRecord> standing, ErrorReport report)
    {
        if (standing.Count == 0)
        {
            return ClosedAt is not null ? this : this with { Count = 0, ClosedAt = report.AsOf, ClosedBy = report.Execution, NextAttemptAt = null };
        }

        ErrorGroup kept = ClosedAt is null ? this : this with { ClosedAt = null, ClosedBy = null, Owner = null, Dismissal = null, ToldAt = null };
        return kept with
        {
            Count = standing.Count,
            FirstSeen = standing.Min(static record => record.FirstSeen),
            LastSeen = standing.Max(static record => record.LastSeen),
            GrewAt = standing.Max(static record => record.FirstSeen),
            RingsAt = standing.Min(static record => record.RingsAt),
            FailsAt = standing.Min(static record => record.FailsAt),
            NextAttemptAt = standing.Min(static record => record.NextAttemptAt),
            Flows = [.. standing.Select(static record => record.Flow).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
            Examples =
            [
                .. standing.OrderByDescending(static record => record.FirstSeen).ThenBy(static record => record.Subject.Id, StringComparer.Ordinal)
                    .Take(ExampleLimit).Select(static record => new ErrorExample(record.Subject, record.Label ?? record.Subject.Id)),
            ],
        };
    }
}

/// <summary>A record of a group, as a list names it.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Label">What people call it.</param>
public sealed record ErrorExample(ErrorSubject Subject, string Label);

/// <summary>Who is on it.</summary>
/// <param name="By">Their name.</param>
/// <param name="At">Since when, UTC.</param>
public sealed record ErrorOwner(string By, DateTimeOffset At);

/// <summary>The wish not to see a group; nothing of it is deleted.</summary>
/// <param name="By">Whose.</param>
/// <param name="At">Since when, UTC.</param>
/// <param name="Reason">Why.</param>
/// <param name="Until">When it ends by itself, UTC, or null.</param>
/// <param name="UntilMore">Whether it ends when another record joins.</param>
public sealed record ErrorDismissal(string By, DateTimeOffset At, string Reason, DateTimeOffset? Until, bool UntilMore)
{
    /// <summary>Whether it hides the group.</summary>
    public bool HoldsAt(DateTimeOffset now, DateTimeOffset grewAt) => !(Until <= now) && !(UntilMore && grewAt > At);
}

/// <summary>Where a group stands, spelled in camel case in JSON.</summary>
public enum ErrorGroupState
{
    /// <summary>Waits for a person: it rings.</summary>
    Open,

    /// <summary>Is tried again by itself, and has not been for long.</summary>
    Retrying,

    /// <summary>A person does not want to see it.</summary>
    Dismissed,

    /// <summary>All its records have been put right.</summary>
    Closed,
}
