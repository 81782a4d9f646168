namespace Pipeline.Core.Feeds.RowIssues;

/// <summary>Keeps the findings reports of executions (CSV, one line per finding).</summary>
public interface IReportStore
{
    /// <summary>Opens a report for reading from its beginning; null when it is gone. The caller disposes the stream.</summary>
    /// <param name="report">Name that the execution holds, <see cref="Flows.Execution.Report"/>.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    Task<Stream?> OpenAsync(string report, CancellationToken cancellationToken);

    /// <summary>Reads the first findings of a report; empty when it is gone.</summary>
    /// <param name="report">Name that the execution holds.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    Task<IReadOnlyList<RowIssue>> ReadAsync(string report, int limit, CancellationToken cancellationToken);

    /// <summary>Stores a report under the id of an execution that has no file; a feed's is made while its file is read. Repeatable.</summary>
    /// <param name="executionId">The execution.</param>
    /// <param name="findings">What it says, in its order.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <returns>Name of the report.</returns>
    Task<string> SaveAsync(string executionId, IReadOnlyList<RowIssue> findings, CancellationToken cancellationToken);
}
