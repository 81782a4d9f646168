using Pipeline.Core.Flows;

namespace Pipeline.Functions.Feeds;

/// <summary>Tells the host's log how runs come along: percent, rows per second, counts and result.</summary>
public sealed partial class ExecutionLog(ILogger<ExecutionLog> logger) : IExecutionObserver
{
    /// <inheritdoc/>
    public void Progressed(Execution execution)
    {
        ExecutionProgress p = execution.Progress;
        long percent = p.Expected is > 0 ? Math.Min(100, p.Done * 100 / p.Expected.Value) : 0;
        LogProgress(logger, execution.Flow, execution.Id, p.Step, percent, p.Done, p.Expected, p.RowsPerSecond);
    }

    /// <inheritdoc/>
    public void ProgressLost(string executionId, Exception exception) => LogLost(logger, executionId, exception);

    /// <inheritdoc/>
    public void Ended(Execution execution)
    {
        if (execution.FirstError is { } error && execution.Status is not ExecutionStatus.Succeeded)
        {
            LogEndedWithError(logger, execution.Flow, execution.Id, execution.Status, execution.Summary, error.Code, error.Remedy);
            return;
        }

        LogEnded(logger, execution.Flow, execution.Id, execution.Status, execution.Summary);
    }

    [LoggerMessage(2001, LogLevel.Information,
        "{FlowCode} {ExecutionId}: {Step} {Percent} % ({Done} of {Expected}), {RowsPerSecond} rows/s")]
    private static partial void LogProgress(
        ILogger logger, string flowCode, string executionId, string? step, long percent, long done, long? expected, long? rowsPerSecond);

    [LoggerMessage(2002, LogLevel.Information, "{FlowCode} {ExecutionId}: {Status}. {Summary}")]
    private static partial void LogEnded(
        ILogger logger, string flowCode, string executionId, ExecutionStatus status, string? summary);

    [LoggerMessage(2003, LogLevel.Warning, "{FlowCode} {ExecutionId}: {Status}. {Summary} [{ErrorCode}] {Remedy}")]
    private static partial void LogEndedWithError(
        ILogger logger, string flowCode, string executionId, ExecutionStatus status, string? summary, string errorCode, string? remedy);

    [LoggerMessage(2004, LogLevel.Warning, "{ExecutionId}: progress could not be stored, the next tick tries again.")]
    private static partial void LogLost(ILogger logger, string executionId, Exception exception);
}
