using System.Text.Json;
using Microsoft.DurableTask.Messages;
using Status = Microsoft.DurableTask.Messages.OrchestrationStatus;

namespace Microsoft.DurableTask.Execution;

/// <summary>The actions a turn is answered with. Source: functions-custom-handler.md §3.4 rules 7 to 12, 17, 19.</summary>
/// <remarks>
/// An orchestration ends as soon as its code has ended, whatever is still open. A termination is answered alone, and so
/// is a difference between code and history: other actions would run for nothing.
/// </remarks>
internal static class TurnAnswer
{
    /// <summary>The answer to code that differs from its history.</summary>
    public static OrchestratorAction NotDeterministic(TurnContext context, string message) =>
        Failed(context, message, new TaskFailure { ErrorType = NonDeterminismException.ErrorType, ErrorMessage = message });

    /// <summary>The answer to a turn that ran to its end.</summary>
    public static IEnumerable<OrchestratorAction> Of(
        Turn turn, TurnContext context, OrchestratorThread thread, JsonSerializerOptions json)
    {
        if (turn.Termination is { } termination)
        {
            return [Completed(context, Status.Terminated, termination.Input)];
        }

        if (turn.Code!.IsCompleted)
        {
            return [.. context.Actions.Unconfirmed(), End(turn.Code, context, json)];
        }

        if (turn.IsSuspended)
        {
            return [];
        }

        if (thread.WasIntruded || !context.WaitsForHistory)
        {
            return [NotDeterministic(
                context,
                $"Orchestrator '{context.Name}' awaits something that is not durable (a delay, a call, a task of the "
                + "pool), which a replay cannot repeat. Move it into an activity, or use a durable timer.")];
        }

        return context.Actions.Unconfirmed();
    }

    /// <summary>A failure wins over continue-as-new, continue-as-new over a result.</summary>
    private static OrchestratorAction End(Task<object?> code, TurnContext context, JsonSerializerOptions json)
    {
        try
        {
            if (!code.IsCompletedSuccessfully)
            {
                return Failed(context, TaskFailureDetails.FromException(Cause(code)));
            }

            if (context.NextRound is not { } next)
            {
                object? result = code.GetAwaiter().GetResult();
                return Completed(context, Status.Completed, DurableJson.Write(result, json));
            }

            OrchestratorAction again = Completed(context, Status.ContinuedAsNew, next.Input);
            again.CompleteOrchestration.NewVersion = next.Version;
            again.CompleteOrchestration.CarryoverEvents.AddRange(context.Inbox.Carry());
            return again;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return Failed(context, TaskFailureDetails.FromException(exception));
        }
    }

    private static Exception Cause(Task code) =>
        code.Exception?.InnerException ?? new TaskCanceledException("The orchestrator was cancelled by a wait it did not handle.");

    private static OrchestratorAction Failed(TurnContext context, TaskFailureDetails failure) =>
        Failed(context, failure.ErrorMessage, FailureMessages.Write(failure));

    private static OrchestratorAction Failed(TurnContext context, string message, TaskFailure failure)
    {
        OrchestratorAction action = Completed(context, Status.Failed, message);
        action.CompleteOrchestration.FailureDetails = failure;
        return action;
    }

    private static OrchestratorAction Completed(TurnContext context, Status status, string? result) => new()
    {
        Id = context.Actions.NextId,
        CompleteOrchestration = new CompleteOrchestrationAction { OrchestrationStatus = status, Result = result },
    };
}
