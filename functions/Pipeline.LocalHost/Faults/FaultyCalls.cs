using Pipeline.LocalHost.Handler;
using Pipeline.LocalHost.Invocation;

namespace Pipeline.LocalHost.Faults;

/// <summary>Sends calls to the handler, and lets those go wrong that were chosen.</summary>
internal sealed class FaultyCalls(HostFaults faults, HandlerClient client, HandlerSupervisor handler, TimeProvider time)
{
    private const int Killed = 137;

    /// <summary>Long enough for a call to have begun, too short for most to have ended.</summary>
    private static readonly TimeSpan IntoTheCall = TimeSpan.FromMilliseconds(30);

    /// <inheritdoc cref="HandlerClient.SendAsync"/>
    public async Task<InvocationResult?> SendAsync(HandlerEndpoint endpoint, FunctionCall call, CancellationToken cancellationToken)
    {
        FaultKind? fault = faults.Strike(
            call.Function.Name, FaultKind.Kill, FaultKind.KillDone, FaultKind.Delay, FaultKind.ExitZero, FaultKind.ExitOne,
            FaultKind.Drop, FaultKind.Twice);
        switch (fault)
        {
            case FaultKind.Kill:
                return await EndDuringAsync(endpoint, call, Killed, cancellationToken);
            case FaultKind.ExitZero:
                return await EndDuringAsync(endpoint, call, exitCode: 0, cancellationToken);
            case FaultKind.ExitOne:
                return await EndDuringAsync(endpoint, call, exitCode: 1, cancellationToken);
            case FaultKind.Twice:
                await client.SendAsync(endpoint.Address, call, cancellationToken);
                break;
            case FaultKind.KillDone:
                await client.SendAsync(endpoint.Address, call, cancellationToken);
                handler.End(endpoint, Killed);
                throw new HttpRequestException("The handler was killed before its answer was read.");
            case FaultKind.Drop:
                await client.SendAsync(endpoint.Address, call, cancellationToken);
                throw new HttpRequestException("The connection was dropped before the answer was read.");
            case FaultKind.Delay:
                await client.SendAsync(endpoint.Address, call, cancellationToken);
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
                break;
        }

        return await client.SendAsync(endpoint.Address, call, cancellationToken);
    }

    private async Task<InvocationResult?> EndDuringAsync(
        HandlerEndpoint endpoint, FunctionCall call, int exitCode, CancellationToken cancellationToken)
    {
        Task<InvocationResult?> sending = client.SendAsync(endpoint.Address, call, cancellationToken);
        await Task.WhenAny(sending, Task.Delay(IntoTheCall, time, cancellationToken));
        handler.End(endpoint, exitCode);
        await sending;
        throw new HttpRequestException("The handler ended before its answer was read.");
    }
}
