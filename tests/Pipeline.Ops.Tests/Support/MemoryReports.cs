using Pipeline.Core.Issues;
using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Executions;

namespace Pipeline.Ops.Tests.Support;

/// <summary>Findings reports in memory, and the queue of imports.</summary>
public sealed class MemoryReports : IReportStore, IFeedImportQueue
{
    public Dictionary<string, IReadOnlyList<Issue>> Reports { get; } = [];

    public List<FeedImportRequest> Imports { get; } = [];

    public Task<Stream?> OpenAsync(string report, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<Issue>> ReadAsync(string report, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Issue>>([.. Reports.GetValueOrDefault(report, []).Take(limit)]);

    public Task<string> SaveAsync(string executionId, IReadOnlyList<Issue> issues, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SendAsync(FeedImportRequest request, CancellationToken cancellationToken)
    {
        Imports.Add(request);
        return Task.CompletedTask;
    }
}
