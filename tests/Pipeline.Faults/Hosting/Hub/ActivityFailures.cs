using Microsoft.DurableTask;
using Proto = Microsoft.DurableTask.Protobuf;

namespace Pipeline.Faults.Hosting.Hub;

/// <summary>How failures of activities reach the orchestrator.</summary>
internal static class ActivityFailures
{
    /// <summary>The activity threw.</summary>
    public static Proto.TaskFailureDetails Of(Exception failure) => Of(TaskFailureDetails.FromException(failure));

    /// <summary>Its worker was killed: the host says so in these words and does not repeat it.</summary>
    public static Proto.TaskFailureDetails KilledWorker(string activity) => new()
    {
        ErrorType = "Microsoft.Azure.WebJobs.Host.FunctionInvocationException",
        ErrorMessage = $"Exception while executing function: Functions.{activity}",
        InnerFailure = new Proto.TaskFailureDetails
        {
            ErrorType = "Microsoft.Azure.WebJobs.Script.Workers.WorkerProcessExitException",
            ErrorMessage = "dotnet exited with code 137 (0x89)",
        },
    };

    private static Proto.TaskFailureDetails Of(TaskFailureDetails details) => new()
    {
        ErrorType = details.ErrorType,
        ErrorMessage = details.ErrorMessage,
        StackTrace = details.StackTrace,
        InnerFailure = details.InnerFailure is { } inner ? Of(inner) : null,
    };
}
