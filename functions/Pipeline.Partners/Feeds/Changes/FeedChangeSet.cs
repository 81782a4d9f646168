using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Issues;

namespace Pipeline.Partners.Feeds.Changes;

/// <summary>A change set on temporary files; small ones are kept in memory.</summary>
internal sealed class FeedChangeSet(Func<ArticleReader> articles, RowIssueLog issues, IReadOnlyList<IDisposable> parts, string folder)
    : IFeedChangeSet
{
    public required FeedCounts Counts { get; init; }

    public required FeedStatistics Statistics { get; init; }

    /// <summary>The changes by bucket when they are few, else null: then each reading parses the rows again.</summary>
    public required List<FeedChange>[]? Kept { get; init; }

    public Issue? FirstError => issues.FirstError;

    public long ForeignCurrencyRows => issues.ForeignCurrencyRows;

    /// <inheritdoc/>
    /// <remarks>Buckets may be read at the same time, and a reading may be broken off: each has a reader of its own.</remarks>
    public IEnumerable<FeedChange> Read(int bucket)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bucket);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bucket, Buckets.Count);
        return Kept is null ? articles().Read(bucket, null, null) : Kept[bucket];
    }

    public Task WriteReportAsync(Stream destination, CancellationToken cancellationToken) =>
        issues.WriteReportAsync(destination, cancellationToken);

    public ValueTask DisposeAsync()
    {
        foreach (IDisposable part in parts)
        {
            part.Dispose();
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return ValueTask.CompletedTask;
    }
}
