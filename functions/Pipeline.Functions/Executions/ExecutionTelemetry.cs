using Pipeline.Core.Flows;

namespace Pipeline.Functions.Executions;

/// <summary>Tells the log how executions come along: a line a second while a run is at work, a line at its end.</summary>
internal sealed partial class ExecutionTelemetry(ILogger<ExecutionTelemetry> logger) : IExecutionObserver
{
    /// <inheritdoc />
    public void Progressed(Execution execution)
    {
        ExecutionProgress at = execution.Progress;
        string step = at.Step ?? "at work";
        if (at is { Expected: { } expected, RowsPerSecond: { } rate })
        {
            long percent = expected > 0 ? Math.Min(100, at.Done * 100 / expected) : 0;
            Log.Progressed(logger, execution.Flow, execution.Id, step, percent, at.Done, expected, rate);
        }
        else
        {
            Log.ProgressedSoFar(logger, execution.Flow, execution.Id, step, at.Done);
        }
    }

    /// <inheritdoc />
    public void ProgressLost(string executionId, Exception exception) => Log.ProgressLost(logger, executionId, exception);

    /// <inheritdoc />
    public void Ended(Execution execution)
    {
        string summary = execution.Summary ?? "Nothing more is known.";
        if (execution.FirstError is { } error)
        {
            Log.EndedWithError(logger, execution.Flow, execution.Id, execution.Status, error.Code, summary);
        }
        else
        {
            Log.Ended(logger, execution.Flow, execution.Id, execution.Status, summary);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information,
            "{FlowCode}: execution {ExecutionId} {Step} {Percent} % ({Done} of {Expected}), {RowsPerSecond} rows/s")]
        public static partial void Progressed(
            ILogger logger,
            string flowCode,
            string executionId,
            string step,
            long percent,
            long done,
            long expected,
            long rowsPerSecond);

        [LoggerMessage(2, LogLevel.Information, "{FlowCode}: execution {ExecutionId} {Status}. {ErrorCode} {Summary}")]
        public static partial void EndedWithError(
            ILogger logger, string flowCode, string executionId, ExecutionStatus status, string errorCode, string summary);

        [LoggerMessage(3, LogLevel.Warning, "Progress of {ExecutionId} could not be stored; the next tick tries again")]
        public static partial void ProgressLost(ILogger logger, string executionId, Exception exception);

        [LoggerMessage(4, LogLevel.Information, "{FlowCode}: execution {ExecutionId} {Step}, {Done} done")]
        public static partial void ProgressedSoFar(ILogger logger, string flowCode, string executionId, string step, long done);

        [LoggerMessage(5, LogLevel.Information, "{FlowCode}: execution {ExecutionId} {Status}. {Summary}")]
        public static partial void Ended(
            ILogger logger, string flowCode, string executionId, ExecutionStatus status, string summary);
    }
}
