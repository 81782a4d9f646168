using System.Globalization;
using CsvHelper;
using Pipeline.Core.Feeds.RowIssues;

namespace Pipeline.Partners.Feeds;

/// <summary>Reads the findings report that a change set writes.</summary>
public static class RowIssueReport
{
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

    private static long? Number(string text) =>
        text.Length == 0 ? null : long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string? Text(string text) => text.Length == 0 ? null : text;
}
