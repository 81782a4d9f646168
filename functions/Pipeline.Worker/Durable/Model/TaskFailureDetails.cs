namespace Microsoft.DurableTask;

/// <summary>Why an activity or a sub-orchestration failed, as far as it could be carried across processes.</summary>
/// <remarks>
/// A failure that the backend reports without details (a function that does not exist, a terminated child) has the
/// error type <see cref="Unknown"/>. Source: functions-custom-handler.md §3.2, §3.6.
/// </remarks>
/// <param name="ErrorType">Full name of the exception's type, or a code of the sender's own.</param>
/// <param name="ErrorMessage">Text of the failure; free of secrets if the thrower kept it so.</param>
/// <param name="StackTrace">Where it was thrown; absent for failures of activities of this app.</param>
/// <param name="InnerFailure">The cause, if there was one.</param>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace = null,
    TaskFailureDetails? InnerFailure = null)
{
    /// <summary>Error type of a failure without details.</summary>
    public const string Unknown = "(unknown)";

    /// <summary>True when the thrower said that another attempt is of no use; a retry policy then stops.</summary>
    public bool IsNonRetriable { get; init; }

    /// <summary>Says whether the failure was an exception of this type or of one derived from it.</summary>
    /// <remarks>A type that this process cannot load counts only by its exact name.</remarks>
    /// <typeparam name="TException">The exception's type.</typeparam>
    public bool IsCausedBy<TException>()
        where TException : Exception
    {
        Type asked = typeof(TException);
        return string.Equals(ErrorType, asked.FullName, StringComparison.Ordinal)
            || (IsTypeName(ErrorType)
                && (asked.Assembly.GetType(ErrorType) ?? typeof(object).Assembly.GetType(ErrorType))?.IsAssignableTo(asked) == true);
    }

    /// <inheritdoc />
    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    /// <summary>Describes an exception and its causes, at most eight deep.</summary>
    public static TaskFailureDetails FromException(Exception exception) => FromException(exception, MaximumDepth);

    private const int MaximumDepth = 8;

    /// <summary>Codes of other senders may hold characters that mean something in the name of a type.</summary>
    private static bool IsTypeName(string text) =>
        text.Length > 0 && text.All(character => char.IsLetterOrDigit(character) || character is '.' or '_' or '+' or '`');

    private static TaskFailureDetails FromException(Exception exception, int depth) => new(
        exception.GetType().FullName!,
        exception.Message,
        exception.StackTrace,
        exception switch
        {
            TaskFailedException failed => failed.FailureDetails,
            { InnerException: { } inner } when depth > 1 => FromException(inner, depth - 1),
            _ => null,
        });
}
