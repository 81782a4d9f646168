using System.Text;
using Pipeline.Core.Feeds.RowIssues;

namespace Pipeline.Functions.Tests.Support;

/// <summary>A report store that holds one report with one finding.</summary>
public sealed class OneReport : IReportStore
{
    public const string Name = "reports/one.csv";
    public const string Text = "line,code\r\n7,EAN_INVALID\r\n";

    public Task<Stream?> OpenAsync(string report, CancellationToken cancellationToken) =>
        Task.FromResult<Stream?>(report == Name ? new MemoryStream(Encoding.UTF8.GetBytes(Text)) : null);

    public Task<IReadOnlyList<RowIssue>> ReadAsync(string report, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<RowIssue>>(report == Name
            ?
            [
                new RowIssue
                {
                    Code = "EAN_INVALID",
                    Severity = RowIssueSeverity.Warning,
                    Line = 7,
                    Column = "EAN",
                    Text = "123",
                    Message = "The check digit is wrong.",
                },
            ]
            : []);

    public Task<string> SaveAsync(string executionId, IReadOnlyList<RowIssue> findings, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
