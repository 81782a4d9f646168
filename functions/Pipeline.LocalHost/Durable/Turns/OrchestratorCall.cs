using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Pipeline.LocalHost.Configuration;
using Pipeline.LocalHost.Durable.Messages;
using Pipeline.LocalHost.Faults;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Invocation;

namespace Pipeline.LocalHost.Durable.Turns;

/// <summary>Calls an orchestrator for one turn and maps what happens to the outcomes of functions-custom-handler.md §3.7.</summary>
internal sealed class OrchestratorCall(
    DurableFunctions functions, DurableTaskSettings settings, FunctionInvoker invoker, HostFaults faults)
{
    private const double SleepMilliseconds = 30_000;
    private const double SessionSeconds = 30;
    private const int LongHistoryBytes = 31 * 1024 * 1024;
    private static readonly TimeSpan ReorderWindow = TimeSpan.FromMinutes(30);

    /// <summary>Calls the function.</summary>
    /// <exception cref="OperationCanceledException">The host stops: the turn does not count.</exception>
    public async Task<TurnAnswer> RunAsync(TurnInput input, ListenerStop stop)
    {
        if (functions.Orchestrator(input.Name) is not { } function)
        {
            string missing = $"The orchestrator function '{input.Name}' doesn't exist, is disabled, or is not an orchestrator function.";
            return TurnAnswer.Failed(missing, new TaskFailure { ErrorType = typeof(InvalidOperationException).FullName, ErrorMessage = missing });
        }

        try
        {
            InvocationResult result = await invoker.InvokeAsync(Call(function, input), stop.Abandon);
            return AnswerCheck.Read(result.ReturnValue);
        }
        catch (FunctionFailedException error) when (error.InnerException is TimeoutException)
        {
            return TurnAnswer.Abandoned(error.InnerException.Message);
        }
        catch (FunctionFailedException) when (stop.NoNewWork.IsCancellationRequested)
        {
            // Ctrl-C in a terminal reaches the handler, too: it may be gone before its calls have ended.
            return TurnAnswer.Abandoned("the host stops");
        }
        catch (Exception error) when (error is FunctionFailedException or FormatException)
        {
            return TurnAnswer.Failed(
                $"Function '{input.Name}' failed with an unhandled exception.", Failures.Of(error, function.Name));
        }
    }

    private FunctionCall Call(FunctionDefinition function, TurnInput input)
    {
        OrchestratorRequest request = new()
        {
            InstanceId = input.InstanceId,
            EntityParameters = new OrchestratorEntityParameters
            {
                EntityMessageReorderWindow = Duration.FromTimeSpan(ReorderWindow),
            },
        };
        request.PastEvents.Add(input.PastEvents);
        if (faults.Strike(function.Name, FaultKind.History) is not null)
        {
            // Of a kind that replay passes over; only this one request holds it.
            request.PastEvents.Add(HubEvent.At(
                input.NewEvents[0].Timestamp.ToDateTimeOffset(),
                made => made.GenericEvent = new GenericEvent { Data = new string('h', LongHistoryBytes) }));
        }

        request.NewEvents.Add(input.NewEvents);
        request.Properties["HttpDefaultAsyncRequestSleepTimeMilliseconds"] = Value.ForNumber(SleepMilliseconds);
        request.Properties["IncludeState"] = Value.ForBool(true);
        request.Properties["IsExtendedSession"] = Value.ForBool(false);
        request.Properties["ExtendedSessionIdleTimeoutInSeconds"] = Value.ForNumber(SessionSeconds);
        if (settings.DefaultVersion is { } version)
        {
            request.Properties["defaultVersion"] = Value.ForString(version);
        }

        return new FunctionCall
        {
            Function = function,
            Reason = "(null)",
            TriggerValue = Convert.ToBase64String(request.ToByteArray()),
        };
    }
}
