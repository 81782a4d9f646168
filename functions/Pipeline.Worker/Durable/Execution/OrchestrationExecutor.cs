using Microsoft.DurableTask.Messages;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Execution;

/// <summary>Runs turns of orchestrators. One for all; a turn keeps no state here.</summary>
/// <remarks>
/// Never throws: the host turns any failed call into a failed instance, for good. What may pass is answered with a
/// request for another try. Source: functions-custom-handler.md §3.4, §3.7.
/// </remarks>
internal sealed partial class OrchestrationExecutor(
    DurableWorkerOptions options, ILoggerFactory loggers, TimeProvider time)
{
    private readonly ILogger _logger = loggers.CreateLogger<OrchestrationExecutor>();

    /// <summary>Runs one turn.</summary>
    /// <param name="request">History and news of the instance.</param>
    /// <param name="code">The orchestrator.</param>
    /// <param name="stop">Cancelled when the app stops; the turn is then given back.</param>
    public OrchestratorResponse Execute(OrchestratorRequest request, OrchestratorCode code, CancellationToken stop)
    {
        SynchronizationContext? previous = SynchronizationContext.Current;
        var thread = new OrchestratorThread();
        SynchronizationContext.SetSynchronizationContext(thread);
        try
        {
            var clock = new TurnClock(time, options.TurnDeadline, stop);
            var context = new TurnContext(request.InstanceId, options, loggers, thread, clock);
            return Run(request, new Turn(context, thread, clock, code), context, thread);
        }
        catch (Exception exception)
        {
            Log.TurnAbandoned(_logger, exception, request.InstanceId, exception.Message);
            return AskForRetry(request.InstanceId, exception.Message);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(previous);
        }
    }

    /// <summary>The answer that makes the host give the turn again.</summary>
    public OrchestratorResponse AskForRetry(string instanceId, string reason)
    {
        var response = new OrchestratorResponse { InstanceId = instanceId, RequiresHistory = true };
        if (options.AskForRetryInOldForm)
        {
            response.Actions.Add(new OrchestratorAction
            {
                CompleteOrchestration = new CompleteOrchestrationAction
                {
                    OrchestrationStatus = Messages.OrchestrationStatus.Failed,
                    Result = reason,
                    FailureDetails = FailureMessages.TryAgain(reason),
                },
            });
        }

        return response;
    }

    private OrchestratorResponse Run(
        OrchestratorRequest request, Turn turn, TurnContext context, OrchestratorThread thread)
    {
        var response = new OrchestratorResponse { InstanceId = request.InstanceId };
        try
        {
            turn.Replay(request.PastEvents, isReplaying: true);
            if (turn.Termination is null)
            {
                turn.Replay(request.NewEvents, isReplaying: false);
            }
        }
        catch (NonDeterminismException exception)
        {
            Log.NotDeterministic(_logger, request.InstanceId, exception.Message);
            response.CustomStatus = context.CustomStatus;
            response.Actions.Add(TurnAnswer.NotDeterministic(context, exception.Message));
            return response;
        }

        if (turn.Code is null || turn.Code.Exception?.InnerException is OutOfMemoryException)
        {
            throw new TurnAbandonedException(
                turn.Code is null ? "The history does not say how the instance started." : "The turn could not be finished.");
        }

        if (turn.Code.Exception is { } failure)
        {
            Log.OrchestratorFailed(_logger, failure.InnerException, context.Name.Name, request.InstanceId);
        }

        response.CustomStatus = context.CustomStatus;
        response.Actions.AddRange(TurnAnswer.Of(turn, context, thread, options.JsonSerializerOptions));
        return response;
    }

    private static partial class Log
    {
        [LoggerMessage(3101, LogLevel.Error, "Orchestrator {Orchestrator} of instance {InstanceId} failed")]
        public static partial void OrchestratorFailed(
            ILogger logger, Exception? exception, string orchestrator, string instanceId);

        [LoggerMessage(3102, LogLevel.Error, "Instance {InstanceId} was failed: {Reason}")]
        public static partial void NotDeterministic(ILogger logger, string instanceId, string reason);

        [LoggerMessage(3103, LogLevel.Warning, "A turn of instance {InstanceId} is given back to the host: {Reason}")]
        public static partial void TurnAbandoned(ILogger logger, Exception exception, string instanceId, string reason);
    }
}
