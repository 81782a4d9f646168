using Azure.Storage.Queues.Models;
using Pipeline.LocalHost.Blobs;
using Pipeline.LocalHost.Configuration;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Invocation;
using Pipeline.LocalHost.Queues;
using Pipeline.LocalHost.Timers;

namespace Pipeline.LocalHost.Admin;

/// <summary>Calls a function because a person asked for it, not its trigger.</summary>
/// <remarks>As in the real host the input also appears in Metadata under the parameter's name.</remarks>
internal sealed class ManualStart(
    FunctionInvoker invoker, BlobTrigger blobs, BackgroundCalls background, TimeProvider time)
{
    /// <summary>Starts the call in the background; false when the trigger cannot be started by hand.</summary>
    /// <param name="function">The function.</param>
    /// <param name="input">A queue message's text, a blob's <c>container/name</c>; unused for timers.</param>
    public bool Start(FunctionDefinition function, string input)
    {
        if (function.Trigger.Is("timerTrigger"))
        {
            FunctionCall call = TimerCall.Create(function, status: null, isPastDue: false, time.GetUtcNow());
            return Run(token => invoker.InvokeAsync(Manual(call, input), token));
        }

        if (function.Trigger.Is("queueTrigger"))
        {
            FunctionCall call = QueueCall.Create(
                function, Message(input), System.Text.Encoding.UTF8.GetBytes(input));
            return Run(token => invoker.InvokeAsync(Manual(call, input), token));
        }

        string[] path = input.Split('/', 2);
        return function.Trigger.Is("blobTrigger") && path.Length == 2
            && Run(token => blobs.CallAsync(function, path[0], path[1], etag: null, token));
    }

    private bool Run(Func<CancellationToken, Task> call)
    {
        background.Run(call);
        return true;
    }

    internal static FunctionCall Manual(FunctionCall call, string input) => call with
    {
        Reason = "This function was programmatically called via the host APIs.",
        Details = null,
        BindingData = [.. call.BindingData, new(call.Function.Trigger.Name, input)],
    };

    private QueueMessage Message(string text)
    {
        DateTimeOffset now = time.GetUtcNow();
        return QueuesModelFactory.QueueMessage(
            Guid.NewGuid().ToString(), "none", text, dequeueCount: 0, now, now, now.AddDays(7));
    }
}
