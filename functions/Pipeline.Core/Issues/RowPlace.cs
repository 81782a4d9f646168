using System.Globalization;

namespace Pipeline.Core.Issues;

/// <summary>Where in a file or in the answer of an API an issue is, for the report that people download.</summary>
/// <param name="Line">Physical line of the row, the first line of the file being 1; 0 for a record of an API, and for what is not of a file.</param>
public sealed record RowPlace(long Line)
{
    /// <summary>Longest offending text that a report quotes, in characters.</summary>
    public const int MaxText = 200;

    /// <summary>Page of an API's answer, from 1; null for a row of a file.</summary>
    public int? Page { get; init; }

    /// <summary>Place among the records of the page, from 0; null for a row of a file.</summary>
    public int? Index { get; init; }

    /// <summary>Name of the column as the file or the profile calls it, or null when the row as a whole is meant.</summary>
    public string? Column { get; init; }

    /// <summary>The row as it stands in the file, at most 2,000 characters; null until the report is written.</summary>
    public string? RawRow { get; init; }

    /// <summary>The place in words: <c>Line 17</c>, or <c>Page 2, record 16</c>.</summary>
    public override string ToString() => Page is { } page
        ? string.Create(CultureInfo.InvariantCulture, $"Page {page}, record {Index}")
        : string.Create(CultureInfo.InvariantCulture, $"Line {Line}");
}
