using Pipeline.Core.Issues;
using System.Globalization;

namespace Pipeline.Core.Feeds.RowIssues;

/// <summary>One thing that is wrong with one row of a file.</summary>
public sealed record RowIssue
{
    /// <summary>Stable code, for example <c>EAN_INVALID</c>; see <see cref="IssueCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>Whether the row is dropped or kept.</summary>
    public required RowIssueSeverity Severity { get; init; }

    /// <summary>Physical line of the row, the first line of the file being 1; 0 for a record of an API.</summary>
    public required long Line { get; init; }

    /// <summary>Page of an API's answer, from 1; null for a row of a file.</summary>
    public int? Page { get; init; }

    /// <summary>Place among the records of the page, from 0; null for a row of a file.</summary>
    public int? Index { get; init; }

    /// <summary>The place in words: <c>Line 17</c>, or <c>Page 2, record 16</c>.</summary>
    public string Place => Page is { } page
        ? string.Create(CultureInfo.InvariantCulture, $"Page {page}, record {Index}")
        : string.Create(CultureInfo.InvariantCulture, $"Line {Line}");

    /// <summary>Name of the column as the file or the profile calls it, or null when the row as a whole is meant.</summary>
    public string? Column { get; init; }

    /// <summary>The offending text, at most 200 characters.</summary>
    public string? Text { get; init; }

    /// <summary>What was expected, in one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>The row as it stands in the file, at most 2,000 characters.</summary>
    public string? RawRow { get; init; }
}

/// <summary>What a finding does to its row.</summary>
public enum RowIssueSeverity
{
    /// <summary>The row is dropped.</summary>
    Error,

    /// <summary>The field is blanked or corrected, the row is kept.</summary>
    Warning,
}
