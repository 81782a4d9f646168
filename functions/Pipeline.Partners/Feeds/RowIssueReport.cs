using System.Globalization;
using CsvHelper;
using Pipeline.Core.Feeds.RowIssues;
using Pipeline.Core.Issues;

namespace Pipeline.Partners.Feeds;

/// <summary>Writes and reads findings reports.</summary>
public static class RowIssueReport
{
    private static readonly string[] Columns = ["severity", "code", "line", "column", "text", "message", "remedy", "row"];

    /// <summary>Writes findings in their order.</summary>
    /// <param name="destination">Where to; it is not disposed.</param>
    /// <param name="findings">The findings.</param>
    /// <param name="hasPages">Whether they are about records of an API's pages.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    public static async Task WriteAsync(
        Stream destination, IEnumerable<RowIssue> findings, bool hasPages, CancellationToken cancellationToken)
    {
        CsvWriterOptions options = new() { WriteByteOrderMark = true, Injection = CsvInjection.Escape };
        await using CsvWriter csv = CsvWriter.Create(destination, options, leaveOpen: true);
        foreach (string name in (string[])[.. Columns, .. hasPages ? (ReadOnlySpan<string>)["page", "index"] : []])
        {
            csv.WriteField(name);
        }

        await csv.EndRecordAsync(cancellationToken);
        foreach (RowIssue finding in findings)
        {
            csv.WriteField(finding.Severity == RowIssueSeverity.Error ? "error" : "warning");
            csv.WriteField(finding.Code);
            csv.WriteField(finding is { Page: null, Line: > 0 } ? Digits(finding.Line) : null);
            csv.WriteField(finding.Column);
            csv.WriteField(finding.Text);
            csv.WriteField(finding.Message);
            csv.WriteField(IssueCatalog.Find(finding.Code)?.Remedy);
            csv.WriteField(finding.RawRow);
            if (hasPages)
            {
                csv.WriteField(Digits(finding.Page));
                csv.WriteField(Digits(finding.Index));
            }

            await csv.EndRecordAsync(cancellationToken);
        }

        await csv.FlushAsync(cancellationToken);
    }

    /// <summary>Reads the first findings.</summary>
    /// <param name="report">The report from its beginning; it is read, not disposed.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<IReadOnlyList<RowIssue>> ReadAsync(
        Stream report, int limit, CancellationToken cancellationToken)
    {
        var findings = new List<RowIssue>();
        await using CsvReader csv = CsvReader.Create(report, new CsvReaderOptions { HasHeader = true, Separator = ',', DetectSeparatorHint = false }, leaveOpen: true);

        // That of a file has neither page nor index.
        await csv.ReadHeaderAsync(cancellationToken);
        bool hasPages = csv.Headers.Contains("page");
        while (findings.Count < limit && await csv.ReadAsync(cancellationToken))
        {
            findings.Add(new RowIssue
            {
                Severity = csv.GetString("severity") == "error" ? RowIssueSeverity.Error : RowIssueSeverity.Warning,
                Code = csv.GetString("code"),
                Line = Number(csv.GetString("line")) ?? 0,
                Page = hasPages ? (int?)Number(csv.GetString("page")) : null,
                Index = hasPages ? (int?)Number(csv.GetString("index")) : null,
                Column = Text(csv.GetString("column")),
                Text = Text(csv.GetString("text")),
                Message = csv.GetString("message"),
                RawRow = Text(csv.GetString("row")),
            });
        }

        return findings;
    }

    private static string? Digits(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static long? Number(string text) =>
        text.Length == 0 ? null : long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string? Text(string text) => text.Length == 0 ? null : text;
}
