namespace Pipeline.Core.Feeds.RowIssues;

/// <summary>Reads the findings report of a feed run (CSV, one line per finding).</summary>
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
}
