using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Pipeline.ProbeApp.Durable;

/// <summary>Orchestrations and their activities.</summary>
public sealed class Flows
{
    [Function("Chain")]
    public static async Task<string> ChainAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        string text = context.GetInput<string>() ?? string.Empty;
        text = await context.CallActivityAsync<string>("Append", text + "a");
        text = await context.CallActivityAsync<string>("Append", text + "b");
        return await context.CallActivityAsync<string>("Append", text + "c");
    }

    /// <summary>One activity that waits for a file.</summary>
    [Function("WaitFlow")]
    public static Task<string> WaitFlowAsync([OrchestrationTrigger] TaskOrchestrationContext context) => OutcomeAsync(context, "WaitActivity");

    /// <summary>As above, with an activity that ignores its token.</summary>
    [Function("IgnoreFlow")]
    public static Task<string> IgnoreFlowAsync([OrchestrationTrigger] TaskOrchestrationContext context) => OutcomeAsync(context, "IgnoringActivity");

    [Function("FailFlow")]
    public static Task<string> FailFlowAsync([OrchestrationTrigger] TaskOrchestrationContext context) => OutcomeAsync(context, "Fails");

    /// <summary>Its turn blocks until the file is there, as a long computation would.</summary>
    [Function("LongTurn")]
    public static async Task<string> LongTurnAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        string file = context.GetInput<string>()!;
        Journal.Write($"turn {file}");
        Journal.Block(file);
        return await context.CallActivityAsync<string>("Append", "turned");
    }

    [Function("WaitsForEvent")]
    public static async Task<string> WaitsForEventAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.WaitForExternalEvent<string>("Go") + context.Version;

    [Function("Append")]
    public static string Append([ActivityTrigger] string text) => text + ".";

    [Function("Fails")]
    public static string Fails([ActivityTrigger] string text) => throw new NotSupportedException("bad " + text);

    [Function("WaitActivity")]
    public static async Task<string> WaitActivityAsync([ActivityTrigger] string file, FunctionContext context)
    {
        Journal.Write($"activity {file}");
        await Journal.WaitForAsync(file, context.CancellationToken);
        return "waited";
    }

    [Function("IgnoringActivity")]
    public static async Task<string> IgnoringActivityAsync([ActivityTrigger] string file)
    {
        Journal.Write($"activity {file}");
        await Journal.WaitForAsync(file, CancellationToken.None);
        return "waited";
    }

    /// <summary>Without a retry policy an activity's failure is the answer.</summary>
    private static async Task<string> OutcomeAsync(TaskOrchestrationContext context, string activity)
    {
        try
        {
            return await context.CallActivityAsync<string>(activity, context.GetInput<string>());
        }
        catch (TaskFailedException error)
        {
            return $"{error.FailureDetails.ErrorType} | {error.FailureDetails.ErrorMessage} | "
                + $"{error.FailureDetails.InnerFailure?.ErrorType} | {error.FailureDetails.InnerFailure?.ErrorMessage}";
        }
    }
}
