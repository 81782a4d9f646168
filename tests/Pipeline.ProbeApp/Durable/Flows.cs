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

    /// <summary>One activity that waits for a file; without a retry policy its failure is the answer.</summary>
    [Function("WaitFlow")]
    public static async Task<string> WaitFlowAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.CallActivityAsync<string>("WaitActivity", context.GetInput<string>());
        }
        catch (TaskFailedException error)
        {
            return $"{error.FailureDetails.ErrorType} | {error.FailureDetails.ErrorMessage} | "
                + $"{error.FailureDetails.InnerFailure?.ErrorType} | {error.FailureDetails.InnerFailure?.ErrorMessage}";
        }
    }

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

    [Function("FailFlow")]
    public static async Task<string> FailFlowAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.CallActivityAsync<string>("Fails", "input");
        }
        catch (TaskFailedException error)
        {
            return $"{error.FailureDetails.ErrorType} | {error.FailureDetails.ErrorMessage} | "
                + $"{error.FailureDetails.InnerFailure?.ErrorType} | {error.FailureDetails.InnerFailure?.ErrorMessage}";
        }
    }

    [Function("WaitActivity")]
    public static async Task<string> WaitActivityAsync([ActivityTrigger] string file, FunctionContext context)
    {
        Journal.Write($"activity {file}");
        await Journal.WaitForAsync(file, context.CancellationToken);
        return "waited";
    }
}
