using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Issues;

namespace Pipeline.Partners.Feeds;

/// <summary>Findings reports as operators read them.</summary>
public sealed class FeedReportReader(ILandingStore landing) : IReportStore
{
    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(string report, CancellationToken cancellationToken) =>
        landing.OpenReportAsync(report, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Issue>> ReadAsync(string report, int limit, CancellationToken cancellationToken)
    {
        await using Stream? stream = await landing.OpenReportAsync(report, cancellationToken);
        return stream is null ? [] : await RowIssueReport.ReadAsync(stream, limit, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<string> SaveAsync(string executionId, IReadOnlyList<Issue> issues, CancellationToken cancellationToken) =>
        landing.SaveReportAsync(executionId, (stream, token) => RowIssueReport.WriteAsync(stream, issues, hasPages: false, token), cancellationToken);
}
