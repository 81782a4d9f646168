using Pipeline.Core.Errors;
using Pipeline.Core.Issues;


namespace Pipeline.Functions.Executions;

/// <summary>One record that an execution touched and that deserves attention.</summary>
public sealed record ItemView
{
    /// <summary>failed when the row was dropped, else warning.</summary>
    public required string Outcome { get; init; }

    /// <summary>error or warning.</summary>
    public required string Severity { get; init; }

    /// <summary>Stable code, for example EAN_INVALID.</summary>
    public required string Code { get; init; }

    /// <summary>What was expected.</summary>
    public required string Message { get; init; }

    /// <summary>Line of the row in the file, the first being 1; null for a record of an API, and for what is not of a file.</summary>
    public long? Line { get; init; }

    /// <summary>Page of the record in an API's answer, from 1; null for a row of a file.</summary>
    public int? Page { get; init; }

    /// <summary>Place of the record in its page, from 0; null for a row of a file.</summary>
    public int? Index { get; init; }

    /// <summary>Name of the column, or null.</summary>
    public string? Field { get; init; }

    /// <summary>The offending text, or null.</summary>
    public string? Value { get; init; }

    /// <summary>The row as it stands in the file, or null.</summary>
    public string? RawRow { get; init; }

    /// <summary>The view of what is wrong with a row.</summary>
    public static ItemView Of(Issue issue)
    {
        bool isError = issue.Severity is IssueSeverity.Error;
        return new ItemView
        {
            Outcome = isError ? "failed" : "warning",
            Severity = isError ? "error" : "warning",
            Code = issue.Code,
            Message = issue.Cause,
            Line = issue.Row is { Page: null, Line: > 0 } row ? row.Line : null,
            Page = issue.Row?.Page,
            Index = issue.Row?.Index,
            Field = issue.Row?.Column,
            Value = issue.Text,
            RawRow = issue.Row?.RawRow,
        };
    }
}
