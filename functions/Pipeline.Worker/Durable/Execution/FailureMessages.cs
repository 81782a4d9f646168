using Microsoft.DurableTask.Messages;

namespace Microsoft.DurableTask.Execution;

/// <summary>Turns failures into messages and back.</summary>
internal static class FailureMessages
{
    private const string OutOfMemory = "System.OutOfMemoryException";
    private const int MaximumDepth = 8;
    private const int MaximumTrace = 4096;

    /// <summary>Reads a failure; an absent one becomes a failure without details.</summary>
    public static TaskFailureDetails Read(TaskFailure? failure) => failure is null
        ? new TaskFailureDetails(TaskFailureDetails.Unknown, "The backend reported no details.")
        : new TaskFailureDetails(
            failure.ErrorType,
            failure.ErrorMessage,
            failure.StackTrace,
            failure.InnerFailure is { } inner ? Read(inner) : null)
        {
            IsNonRetriable = failure.IsNonRetriable,
        };

    /// <summary>Writes a failure that ends an orchestration.</summary>
    /// <remarks>
    /// The host takes an out-of-memory failure for trouble of the platform and repeats the turn for ever, so one that
    /// was handed up from an activity goes under another type name. Source: functions-custom-handler.md §3.7.
    /// </remarks>
    public static TaskFailure Write(TaskFailureDetails failure, int depth = 1) => new()
    {
        ErrorType = string.Equals(failure.ErrorType, OutOfMemory, StringComparison.Ordinal)
            ? "OutOfMemory"
            : failure.ErrorType,
        ErrorMessage = failure.ErrorMessage,
        StackTrace = failure.StackTrace is { Length: > MaximumTrace } trace ? trace[..MaximumTrace] : failure.StackTrace,
        InnerFailure = failure.InnerFailure is { } inner && depth < MaximumDepth ? Write(inner, depth + 1) : null,
        IsNonRetriable = failure.IsNonRetriable,
    };

    /// <summary>The form of a request for another try that older extensions know.</summary>
    public static TaskFailure TryAgain(string reason) => new()
    {
        ErrorType = typeof(TurnAbandonedException).FullName!,
        ErrorMessage = reason,
        InnerFailure = new TaskFailure { ErrorType = OutOfMemory, ErrorMessage = reason },
    };
}
