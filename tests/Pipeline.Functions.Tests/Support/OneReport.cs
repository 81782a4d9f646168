using System.Text;
using Pipeline.Core.Executions;
using Pipeline.Core.Issues;

namespace Pipeline.Functions.Tests.Support;

/// <summary>A report store that holds one report with one issue.</summary>
public sealed class OneReport : IReportStore
{
    public const string Name = "reports/one.csv";
    public const string Text = "line,code\r\n7,EAN_INVALID\r\n";

    public Task<Stream?> OpenAsync(string report, CancellationToken cancellationToken) =>
        Task.FromResult<Stream?>(report == Name ? new MemoryStream(Encoding.UTF8.GetBytes(Text)) : null);

    public Task<IReadOnlyList<Issue>> ReadAsync(string report, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Issue>>(report == Name
            ?
            [
                Issue.OfRow(new RowPlace(7) { Column = "EAN" }, "EAN_INVALID", "warning", "123", "The check digit is wrong."),
            ]
            : []);

    public Task<string> SaveAsync(string executionId, IReadOnlyList<Issue> issues, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
