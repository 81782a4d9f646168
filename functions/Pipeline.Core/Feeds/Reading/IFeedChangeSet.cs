using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Executions;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>What a new file says that the last accepted one did not. Memory does not grow with the files.</summary>
public interface IFeedChangeSet : IAsyncDisposable
{
    /// <summary>Outcome of the rows; they add up.</summary>
    FeedCounts Counts { get; }

    /// <summary>What to keep of the new file once it is accepted.</summary>
    FeedStatistics Statistics { get; }

    /// <summary>The first error of the file, with its raw row, or null.</summary>
    Issue? FirstError { get; }

    /// <summary>Rows whose currency is not the account's; when all are, the file is of another account.</summary>
    long ForeignCurrencyRows { get; }

    /// <summary>The changes of one bucket (<see cref="Buckets"/>), ordered by key; may be read any number of times.</summary>
    IEnumerable<FeedChange> Read(int bucket);

    /// <summary>Writes all issues as a CSV report (UTF-8 with BOM, header line), safe for spreadsheets.</summary>
    Task WriteReportAsync(Stream destination, CancellationToken cancellationToken);
}
