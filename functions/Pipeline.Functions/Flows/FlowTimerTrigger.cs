using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Running;

namespace Pipeline.Functions.Flows;

/// <summary>Runs flows by the clock.</summary>
public sealed partial class FlowTimerTrigger(FlowTimer flows, FlowSweep sweep, ILogger<FlowTimerTrigger> logger)
{
    /// <summary>Every minute: starts what is due and takes up what was lost.</summary>
    [Function("StartDueFlows")]
    public async Task StartDueAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        foreach (Execution execution in await flows.StartDueAsync(cancellationToken))
        {
            Log.Started(logger, execution.Flow, execution.Id, execution.Trigger, timer.IsPastDue);
        }

        foreach (Execution execution in await sweep.SweepAsync(cancellationToken))
        {
            Log.TakenUp(logger, execution.Flow, execution.Id, execution.Status, execution.Attempt);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{FlowCode}: execution {ExecutionId} queued ({Trigger}, timer late: {IsPastDue})")]
        public static partial void Started(ILogger logger, string flowCode, string executionId, string trigger, bool isPastDue);

        [LoggerMessage(2, LogLevel.Warning, "{FlowCode}: execution {ExecutionId} was lost and is now {Status}, attempt {Attempt}")]
        public static partial void TakenUp(
            ILogger logger, string flowCode, string executionId, ExecutionStatus status, int attempt);
    }
}
