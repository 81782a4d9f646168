using Pipeline.Core.ErrorGroups;

namespace Pipeline.Functions.Errors;

/// <summary>A record of a group of errors as answers show it.</summary>
public sealed record ErrorRecordView
{
    /// <summary>flow, file, execution, order, message, invoice or silence.</summary>
    public required string Kind { get; init; }

    /// <summary>Its id; of a flow, a file and a silence the flow's code.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Label { get; init; }

    /// <summary>What is wrong with it, in a sentence.</summary>
    public required string Cause { get; init; }

    /// <summary>What a person does about it.</summary>
    public required string Remedy { get; init; }

    /// <summary>Name of the field at fault, or null.</summary>
    public string? Field { get; init; }

    /// <summary>The place in one line, or null.</summary>
    public string? Where { get; init; }

    /// <summary>The value at fault, shortened; or null.</summary>
    public string? Value { get; init; }

    /// <summary>Times that it was found.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is tried again by itself, UTC, or null.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>When it was first found, UTC.</summary>
    public DateTimeOffset FirstSeen { get; init; }

    /// <summary>When it was last found, or put right, UTC.</summary>
    public DateTimeOffset LastSeen { get; init; }

    /// <summary>The flow it happened in, or null.</summary>
    public string? Flow { get; init; }

    /// <summary>The execution that found it last, or null.</summary>
    public string? Execution { get; init; }

    /// <summary>The exchanges it rests on.</summary>
    public required IReadOnlyList<string> Exchanges { get; init; }

    /// <summary>When it was put right, UTC; null while it stands.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The execution that put it right, or null.</summary>
    public string? ClosedBy { get; init; }

    internal static ErrorRecordView Of(ErrorRecord record) => new()
    {
        Kind = record.Subject.Kind,
        Id = record.Subject.Id,
        Label = record.Label ?? record.Subject.Id,
        Cause = record.Issue.Cause,
        Remedy = record.Issue.Remedy,
        Field = record.Field,
        Where = record.Issue.Where,
        Value = record.Issue.Text,
        Attempts = record.Attempts,
        NextAttemptAt = record.NextAttemptAt,
        FirstSeen = record.FirstSeen,
        LastSeen = record.LastSeen,
        Flow = record.Flow,
        Execution = record.Execution,
        Exchanges = record.Exchanges,
        ClosedAt = record.ClosedAt,
        ClosedBy = record.ClosedBy,
    };
}

/// <summary>A page of records.</summary>
/// <param name="Items">The records.</param>
/// <param name="Cursor">For the next page; null at the end.</param>
public sealed record ErrorRecordList(IReadOnlyList<ErrorRecordView> Items, string? Cursor);
