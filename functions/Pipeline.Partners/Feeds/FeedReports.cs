using Pipeline.Core.Feeds.Findings;
using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Partners.Feeds;

/// <summary>Findings reports as operators read them.</summary>
public sealed class FeedReports(ILandingStore landing) : IReportStore
{
    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(string report, CancellationToken cancellationToken) =>
        landing.OpenReportAsync(report, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> ReadAsync(string report, int limit, CancellationToken cancellationToken)
    {
        await using Stream? stream = await landing.OpenReportAsync(report, cancellationToken);
        return stream is null ? [] : await FindingsReport.ReadAsync(stream, limit, cancellationToken);
    }
}
