using System.Net.Sockets;
using Pipeline.LocalHost.Configuration;
using Pipeline.LocalHost.Faults;
using Pipeline.LocalHost.Handler;

namespace Pipeline.LocalHost.Invocation;

/// <summary>Runs one call from the first log line to the written outputs.</summary>
/// <remarks><c>hostInputs</c> gives the values of inputs that the host itself provides: those of durableClient.</remarks>
internal sealed class FunctionInvoker(
    HandlerSupervisor handler,
    FaultyCalls calls,
    OutputWriter outputs,
    Func<FunctionDefinition, IReadOnlyList<KeyValuePair<string, object?>>> hostInputs,
    TimeSpan functionTimeout,
    TimeProvider time,
    ILogger<FunctionInvoker> logger)
{
    private static readonly TimeSpan DeathIsNoticedWithin = TimeSpan.FromSeconds(2);

    /// <summary>Calls the function; waits first while the handler restarts.</summary>
    /// <remarks>
    /// A call that outlasts the function timeout fails and the handler is killed and started again (§1.7).
    /// The call may have had effects when it fails: the trigger decides about another attempt.
    /// </remarks>
    /// <exception cref="FunctionFailedException">The call failed; the log has said why.</exception>
    /// <exception cref="OperationCanceledException">The host is stopping.</exception>
    public async Task<InvocationResult> InvokeAsync(FunctionCall call, CancellationToken cancellationToken)
    {
        CallLog.Executing(logger, call.Function.Name, call.Reason, call.Id);
        if (call.Details is { } details)
        {
            CallLog.Details(logger, details);
        }

        long start = time.GetTimestamp();
        try
        {
            InvocationResult result = await CallHandlerAsync(WithHostInputs(call), cancellationToken);
            foreach (string line in result.Logs)
            {
                CallLog.FromHandler(logger, line);
            }

            await outputs.WriteAsync(call, result, cancellationToken);
            CallLog.Executed(logger, call.Function.Name, "Succeeded", call.Id, Milliseconds(start));
            return result;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            CallLog.Executed(logger, call.Function.Name, "Failed", call.Id, Milliseconds(start));
            string reason = error.InnerException is { } inner and not OperationCanceledException ? $"{error.Message} {inner.Message}" : error.Message;
            CallLog.Failure(logger, call.Function.Name, reason);
            throw new FunctionFailedException(call.Function.Name, error);
        }
    }

    private FunctionCall WithHostInputs(FunctionCall call) =>
        hostInputs(call.Function) is { Count: > 0 } inputs ? call with { OtherInputs = [.. call.OtherInputs, .. inputs] } : call;

    private async Task<InvocationResult> CallHandlerAsync(FunctionCall call, CancellationToken cancellationToken)
    {
        HandlerEndpoint endpoint = await handler.WaitUntilReadyAsync(cancellationToken);
        try
        {
            return await CallHandlerAsync(call, endpoint, cancellationToken);
        }
        catch (HttpRequestException error) when (error.StatusCode is null)
        {
            // The connection tells of a dead handler sooner than its process does. Whatever follows this call must find
            // the handler gone, or it would fail as well instead of waiting for the next run.
            await Task.Delay(DeathIsNoticedWithin, time, endpoint.Gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            bool hasBegun = error.InnerException is not SocketException { SocketErrorCode: SocketError.ConnectionRefused };
            if (hasBegun || !endpoint.Gone.IsCancellationRequested)
            {
                throw;
            }
        }

        return await CallHandlerAsync(call, await handler.WaitUntilReadyAsync(cancellationToken), cancellationToken);
    }

    private async Task<InvocationResult> CallHandlerAsync(
        FunctionCall call, HandlerEndpoint endpoint, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(functionTimeout, time);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, timeout.Token, endpoint.Gone);
        try
        {
            InvocationResult? result = await calls.SendAsync(endpoint, call, limit.Token);
            if (result is null)
            {
                CallLog.NeverCompletes(logger, call.Function.Name);
                await Task.Delay(Timeout.InfiniteTimeSpan, time, limit.Token);
            }

            return result!;
        }
        catch (OperationCanceledException error) when (timeout.IsCancellationRequested)
        {
            handler.Recycle(endpoint);
            throw new TimeoutException(
                $"Timeout value of {functionTimeout} was exceeded by function: Functions.{call.Function.Name}", error);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException("The handler process ended during the call.", error);
        }
    }

    private long Milliseconds(long start) => (long)time.GetElapsedTime(start).TotalMilliseconds;
}
