using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Configuration;
using Pipeline.LocalHost.Durable.Messages;
using Pipeline.LocalHost.Durable.Turns;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Invocation;

namespace Pipeline.LocalHost.Durable.Activities;

/// <summary>Calls an activity and makes the event of its result (functions-custom-handler.md §1.5, §3.6).</summary>
internal sealed class ActivityCall(DurableFunctions functions, FunctionInvoker invoker, TimeProvider time)
{
    /// <summary>Calls the function.</summary>
    /// <returns>TaskCompleted or TaskFailed; null when the call is repeated: it outlasted the function timeout, or the host stops.</returns>
    /// <exception cref="OperationCanceledException">The host stops: the call is repeated by the next host.</exception>
    public async Task<HistoryEvent?> RunAsync(
        string instanceId, PendingActivity activity, ListenerStop stop)
    {
        if (functions.Activity(activity.Name) is not { } function)
        {
            return Failed(activity, failure: null);
        }

        try
        {
            InvocationResult result = await invoker.InvokeAsync(
                Call(function, instanceId, activity.Input), stop.Abandon);
            return HubEvent.At(time.GetUtcNow(), made => made.TaskCompleted = new TaskCompletedEvent
            {
                TaskScheduledId = activity.TaskId,
                Result = result.ReturnValue is { } value ? JsonConvert.SerializeObject(value) : null,
            });
        }
        catch (FunctionFailedException error) when (
            error.InnerException is TimeoutException || stop.NoNewWork.IsCancellationRequested)
        {
            return null;
        }
        catch (FunctionFailedException error)
        {
            return Failed(activity, Failures.Of(error, function.Name));
        }
    }

    private HistoryEvent Failed(PendingActivity activity, TaskFailure? failure) => HubEvent.At(
        time.GetUtcNow(),
        made => made.TaskFailed = new TaskFailedEvent { TaskScheduledId = activity.TaskId, FailureDetails = failure });

    private static FunctionCall Call(FunctionDefinition function, string instanceId, string? input)
    {
        JToken? value = JsonText.Parse(input);
        string? text = value?.ToString(Formatting.None);
        return new FunctionCall
        {
            Function = function,
            Reason = "(null)",
            TriggerValue = text,
            BindingData =
            [
                new("instanceId", instanceId),
                new(function.Trigger.Name, text),
                new("data", value),
            ],
        };
    }
}
