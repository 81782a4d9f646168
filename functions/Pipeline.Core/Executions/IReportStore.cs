using Pipeline.Core.Issues;

namespace Pipeline.Core.Executions;

/// <summary>Keeps the reports of executions (CSV, one line per issue).</summary>
public interface IReportStore
{
    /// <summary>Opens a report for reading from its beginning; null when it is gone. The caller disposes the stream.</summary>
    /// <param name="report">Name that the execution holds.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    Task<Stream?> OpenAsync(string report, CancellationToken cancellationToken);

    /// <summary>Reads the first issues of a report, each with its row; empty when it is gone.</summary>
    /// <param name="report">Name that the execution holds.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    Task<IReadOnlyList<Issue>> ReadAsync(string report, int limit, CancellationToken cancellationToken);

    /// <summary>Stores a report under the id of an execution that has no file; a feed's is made while its file is read. Repeatable.</summary>
    /// <param name="executionId">The execution.</param>
    /// <param name="issues">What it says, in its order; each has a row.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <returns>Name of the report.</returns>
    Task<string> SaveAsync(string executionId, IReadOnlyList<Issue> issues, CancellationToken cancellationToken);
}
