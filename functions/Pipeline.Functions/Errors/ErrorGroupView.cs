using Pipeline.Core.ErrorGroups;
using Pipeline.Core.Errors;

namespace Pipeline.Functions.Errors;

/// <summary>A group of errors as answers show it: one problem, however many records it has. Fields may be added, never renamed.</summary>
public sealed record ErrorGroupView
{
    /// <summary>Its id, the same as long as partner, code and field are.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is: a distributor, a store, or the first part of a flow's code.</summary>
    public required string Partner { get; init; }

    /// <summary>Stable code; /errors/{code} explains it.</summary>
    public required string Code { get; init; }

    /// <summary>Name of the field at fault, or null.</summary>
    public string? Field { get; init; }

    /// <summary>open: waits for a person; retrying: is tried again by itself; dismissed; closed.</summary>
    public ErrorGroupState State { get; init; }

    /// <summary>error, or retry while it is tried again by itself.</summary>
    public required string Severity { get; init; }

    /// <summary>partner when nothing of the partner works, call, or record.</summary>
    public FaultScope Scope { get; init; }

    /// <summary>What is wrong, in a sentence.</summary>
    public required string Cause { get; init; }

    /// <summary>What a person does about it.</summary>
    public required string Remedy { get; init; }

    /// <summary>Records that stand; 1,000 stands for more.</summary>
    public int Count { get; init; }

    /// <summary>Since when it is so, UTC.</summary>
    public DateTimeOffset FirstSeen { get; init; }

    /// <summary>When a record was last found, UTC.</summary>
    public DateTimeOffset LastSeen { get; init; }

    /// <summary>The youngest records, at most five.</summary>
    public required IReadOnlyList<ErrorSubjectView> Examples { get; init; }

    /// <summary>Codes of the flows it happened in.</summary>
    public required IReadOnlyList<string> Flows { get; init; }

    /// <summary>When it is tried again by itself, UTC, or null.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Who is on it, or null.</summary>
    public ErrorOwner? Owner { get; init; }

    /// <summary>Who has dismissed it and why, or null.</summary>
    public ErrorDismissal? Dismissal { get; init; }

    /// <summary>The failure of the whole partner that causes it, by its id; else null.</summary>
    public string? HiddenBy { get; init; }

    /// <summary>When its last record was put right, UTC; null while one stands.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The execution that put it right, or null.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>Its records, those that stand first, with the cursor of the next page; null in a list of groups.</summary>
    public ErrorRecordList? Records { get; init; }

    internal static ErrorGroupView Of(ErrorEntry entry) => new()
    {
        Id = entry.Group.Id,
        Partner = entry.Group.Partner,
        Code = entry.Group.Code,
        Field = entry.Group.Field,
        State = entry.State,
        Severity = entry.Severity,
        Scope = entry.Group.Scope,
        Cause = entry.Group.Issue.Cause,
        Remedy = entry.Group.Issue.Remedy,
        Count = entry.Group.Count,
        FirstSeen = entry.Group.FirstSeen,
        LastSeen = entry.Group.LastSeen,
        Examples = [.. entry.Group.Examples.Select(static example => new ErrorSubjectView(example.Subject.Kind, example.Subject.Id, example.Label))],
        Flows = entry.Group.Flows,
        NextAttemptAt = entry.Group.NextAttemptAt,
        Owner = entry.Group.Owner,
        Dismissal = entry.Group.Dismissal,
        HiddenBy = entry.HiddenBy,
        ClosedAt = entry.Group.ClosedAt,
        ClosedBy = entry.Group.ClosedBy,
    };
}

/// <summary>What an error is about.</summary>
/// <param name="Kind">flow, file, execution, order, message, invoice or silence.</param>
/// <param name="Id">Its id; of a flow, a file and a silence the flow's code.</param>
/// <param name="Label">What people call it.</param>
public sealed record ErrorSubjectView(string Kind, string Id, string Label);
