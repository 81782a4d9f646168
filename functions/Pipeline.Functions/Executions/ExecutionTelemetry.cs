using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Pipeline.Core.Flows;

namespace Pipeline.Functions.Executions;

/// <summary>Tells logs and metrics how executions come along: one line and one count per end, none per step.</summary>
internal sealed partial class ExecutionTelemetry : IExecutionObserver
{
    private readonly ILogger<ExecutionTelemetry> logger;
    private readonly Counter<long> ends;
    private readonly Counter<long> rows;
    private readonly Histogram<double> durations;

    [SuppressMessage("Reliability", "CA2000", Justification = "The factory disposes of the meters it made.")]
    public ExecutionTelemetry(IMeterFactory meters, ILogger<ExecutionTelemetry> logger)
    {
        this.logger = logger;
        Meter meter = meters.Create("Pipeline");
        ends = meter.CreateCounter<long>("pipeline.executions", "{execution}", "Executions that ended, by flow and status");
        rows = meter.CreateCounter<long>("pipeline.rows", "{row}", "Rows read by executions, by flow");
        durations = meter.CreateHistogram<double>("pipeline.execution.duration", "s", "From start to end, by flow");
    }

    /// <inheritdoc />
    public void Progressed(Execution execution) =>
        Log.Progressed(
            logger, execution.Flow, execution.Id, execution.Progress.Step, execution.Progress.Done, execution.Progress.Expected);

    /// <inheritdoc />
    public void Ended(Execution execution)
    {
        KeyValuePair<string, object?> flow = new("flow", execution.Flow);
        ends.Add(1, flow, new KeyValuePair<string, object?>("status", execution.Status.ToString()));
        rows.Add(execution.Counts.Read, flow);
        if (execution is { StartedAt: { } started, FinishedAt: { } finished })
        {
            durations.Record((finished - started).TotalSeconds, flow);
        }

        Log.Ended(logger, execution.Flow, execution.Id, execution.Status, execution.FirstError?.Code, execution.Summary);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "{FlowCode}: execution {ExecutionId} {Step} {Done} of {Expected}")]
        public static partial void Progressed(
            ILogger logger, string flowCode, string executionId, string? step, long done, long? expected);

        [LoggerMessage(2, LogLevel.Information, "{FlowCode}: execution {ExecutionId} {Status}. {ErrorCode} {Summary}")]
        public static partial void Ended(
            ILogger logger, string flowCode, string executionId, ExecutionStatus status, string? errorCode, string? summary);
    }
}
