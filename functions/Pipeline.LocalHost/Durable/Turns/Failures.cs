using Pipeline.LocalHost.Durable.Messages;

namespace Pipeline.LocalHost.Durable.Turns;

/// <summary>Writes a failed call as the extension does: the handler's own words never get through (§3.6).</summary>
internal static class Failures
{
    /// <summary>The failure of a call of the function.</summary>
    public static TaskFailure Of(Exception error, string function) => new()
    {
        ErrorType = "Microsoft.Azure.WebJobs.Host.FunctionInvocationException",
        ErrorMessage = $"Exception while executing function: Functions.{function}",
        InnerFailure = Inner(error.InnerException ?? error),
    };

    private static TaskFailure Inner(Exception error) => new()
    {
        ErrorType = error.GetType().FullName,
        ErrorMessage = error.Message,
    };
}
