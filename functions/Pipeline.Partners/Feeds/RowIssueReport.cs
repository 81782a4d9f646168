using System.Globalization;
using CsvHelper;
using Pipeline.Core.Errors;
using Pipeline.Core.Issues;

namespace Pipeline.Partners.Feeds;

/// <summary>Writes and reads the report of what is wrong with rows.</summary>
public static class RowIssueReport
{
    private static readonly string[] Columns = ["severity", "code", "line", "column", "text", "message", "remedy", "row"];

    /// <summary>Writes issues in their order.</summary>
    /// <param name="destination">Where to; it is not disposed.</param>
    /// <param name="issues">What is wrong, each with its row.</param>
    /// <param name="hasPages">Whether they are about records of an API's pages.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    public static async Task WriteAsync(
        Stream destination, IEnumerable<Issue> issues, bool hasPages, CancellationToken cancellationToken)
    {
        CsvWriterOptions options = new() { WriteByteOrderMark = true, Injection = CsvInjection.Escape };
        await using CsvWriter csv = CsvWriter.Create(destination, options, leaveOpen: true);
        foreach (string name in (string[])[.. Columns, .. hasPages ? (ReadOnlySpan<string>)["page", "index"] : []])
        {
            csv.WriteField(name);
        }

        await csv.EndRecordAsync(cancellationToken);
        foreach (Issue issue in issues)
        {
            RowPlace row = issue.Row!;
            csv.WriteField(issue.Severity);
            csv.WriteField(issue.Code);
            csv.WriteField(row is { Page: null, Line: > 0 } ? Digits(row.Line) : null);
            csv.WriteField(row.Column);
            csv.WriteField(issue.Text);
            csv.WriteField(issue.Cause);
            csv.WriteField(IssueCatalog.Find(issue.Code)?.Remedy);
            csv.WriteField(row.RawRow);
            if (hasPages)
            {
                csv.WriteField(Digits(row.Page));
                csv.WriteField(Digits(row.Index));
            }

            await csv.EndRecordAsync(cancellationToken);
        }

        await csv.FlushAsync(cancellationToken);
    }

    /// <summary>Reads the first issues, each with its row.</summary>
    /// <param name="report">The report from its beginning; it is read, not disposed.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<IReadOnlyList<Issue>> ReadAsync(
        Stream report, int limit, CancellationToken cancellationToken)
    {
        var issues = new List<Issue>();
        await using CsvReader csv = CsvReader.Create(report, new CsvReaderOptions { HasHeader = true, Separator = ',', DetectSeparatorHint = false }, leaveOpen: true);

        // That of a file has neither page nor index.
        await csv.ReadHeaderAsync(cancellationToken);
        bool hasPages = csv.Headers.Contains("page");
        while (issues.Count < limit && await csv.ReadAsync(cancellationToken))
        {
            RowPlace row = new(Number(csv.GetString("line")) ?? 0)
            {
                Page = hasPages ? (int?)Number(csv.GetString("page")) : null,
                Index = hasPages ? (int?)Number(csv.GetString("index")) : null,
                Column = Text(csv.GetString("column")),
                RawRow = Text(csv.GetString("row")),
            };
            string severity = csv.GetString("severity") == IssueSeverity.Error ? IssueSeverity.Error : IssueSeverity.Warning;
            issues.Add(Issue.OfRow(row, csv.GetString("code"), severity, Text(csv.GetString("text")), csv.GetString("message")));
        }

        return issues;
    }

    private static string? Digits(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static long? Number(string text) =>
        text.Length == 0 ? null : long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string? Text(string text) => text.Length == 0 ? null : text;
}
