using Google.Protobuf;
using Pipeline.LocalHost.Durable.Messages;

namespace Pipeline.LocalHost.Durable.Turns;

/// <summary>Reads what an orchestrator returned, as strictly as the extension (functions-custom-handler.md §3.1, §3.7).</summary>
internal static class AnswerCheck
{
    private const int LongestCustomStatus = 16 * 1024 / sizeof(char);
    private const string ReservedTag = "MS_DurableFunctions_SourceInstanceId";

    /// <summary>Reads the return value of the call.</summary>
    /// <exception cref="FormatException">It is no base64, no OrchestratorResponse, or asks for what is not supported.</exception>
    public static TurnAnswer Read(object? returnValue)
    {
        OrchestratorResponse response = Parse(returnValue);
        if (response.RequiresHistory)
        {
            return TurnAnswer.Abandoned("the handler asks for the turn again");
        }

        if (response.CustomStatus is { Length: > LongestCustomStatus })
        {
            throw new FormatException("The custom status is longer than 16 KB in UTF-16.");
        }

        foreach (OrchestratorAction action in response.Actions)
        {
            Check(action);
        }

        return response.Actions.Any(action => IsOutOfMemory(action.CompleteOrchestration))
            ? TurnAnswer.Abandoned("the handler was out of memory")
            : new TurnAnswer(response.Actions, response.CustomStatus, AbandonReason: null);
    }

    private static OrchestratorResponse Parse(object? returnValue)
    {
        if (returnValue is not string { Length: > 0 } text)
        {
            throw new FormatException("The orchestrator returned nothing.");
        }

        try
        {
            return OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(text));
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new FormatException($"The orchestrator returned no OrchestratorResponse: {error.Message}", error);
        }
    }

    private static void Check(OrchestratorAction action)
    {
        string? fault = action switch
        {
            { ScheduleTask: { } task } when task.Tags.ContainsKey(ReservedTag) => $"uses the reserved tag {ReservedTag}",
            { ScheduleTask.Name.Length: 0 } => "schedules an activity without a name",
            { ScheduleTask: not null } => null,
            { CreateTimer.FireAt: null } => "creates a timer without a time",
            { CreateTimer: not null } => null,
            { CreateSubOrchestration.InstanceId.Length: 0 } => "starts a sub-orchestration without an instance id",
            { CreateSubOrchestration.Name.Length: 0 } => "starts a sub-orchestration without a name",
            { CreateSubOrchestration: not null } => null,
            { SendEvent.Instance: null } => "sends an event to no instance",
            { SendEvent: not null } => null,
            { CompleteOrchestration: not null } => null,
            _ => "is of a kind that is not supported",
        };
        if (fault is not null)
        {
            throw new FormatException($"Action {action.Id} {fault}.");
        }
    }

    private static bool IsOutOfMemory(CompleteOrchestrationAction? action) =>
        action?.FailureDetails?.InnerFailure?.ErrorType == typeof(OutOfMemoryException).FullName;
}
