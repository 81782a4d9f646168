namespace Pipeline.LocalHost.Invocation;

/// <summary>The log lines of a call, worded as an Azure developer knows them.</summary>
internal static partial class CallLog
{
    [LoggerMessage(1, LogLevel.Information, "Executing 'Functions.{Function}' (Reason='{Reason}', Id={InvocationId})")]
    public static partial void Executing(ILogger logger, string function, string reason, Guid invocationId);

    [LoggerMessage(2, LogLevel.Information, "Trigger Details: {Details}")]
    public static partial void Details(ILogger logger, string details);

    [LoggerMessage(3, LogLevel.Information, "{Line}")]
    public static partial void FromHandler(ILogger logger, string line);

    [LoggerMessage(
        4, LogLevel.Information,
        "Executed 'Functions.{Function}' ({Outcome}, Id={InvocationId}, Duration={DurationMilliseconds}ms)")]
    public static partial void Executed(
        ILogger logger, string function, string outcome, Guid invocationId, long durationMilliseconds);

    [LoggerMessage(5, LogLevel.Error, "Exception while executing function: Functions.{Function}. {Reason}")]
    public static partial void Failure(ILogger logger, string function, string reason);

    [LoggerMessage(
        6, LogLevel.Warning,
        "The handler answered '{Function}' with an empty body: the call hangs until the function timeout")]
    public static partial void NeverCompletes(ILogger logger, string function);
}
