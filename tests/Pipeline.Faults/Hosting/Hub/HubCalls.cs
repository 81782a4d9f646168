using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.DurableTask.Protobuf;
using Pipeline.Faults.Faults;
using Pipeline.Faults.Time;

namespace Pipeline.Faults.Hosting.Hub;

/// <summary>Carries what the official client asks the host over the wire, and answers as the host does.</summary>
internal sealed class HubCalls(Wire wire, Incarnation process, TaskHub hub) : CallInvoker
{
    /// <inheritdoc />
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => new(
            AskAsync<TResponse>(method.Name, request), Task.FromResult(Metadata.Empty), static () => Status.DefaultSuccess, static () => [], static () => { });

    /// <inheritdoc />
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    /// <inheritdoc />
    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    /// <inheritdoc />
    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    /// <inheritdoc />
    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    private async Task<TResponse> AskAsync<TResponse>(string name, object request)
    {
        try
        {
            // A refusal is an answer too, and travels like one.
            object answer = await wire.CallAsync(
                process,
                "durable",
                name,
                () => Answer(request),
                static status => new Status(StatusCode.Unavailable, $"The host answered {status}."),
                CancellationToken.None);
            return answer is Status refusal ? throw new RpcException(refusal) : (TResponse)answer;
        }
        catch (CallLostException lost)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, lost.Message, lost));
        }
    }

    private object Answer(object request)
    {
        switch (request)
        {
            case CreateInstanceRequest start:
                return hub.TryStart(process.Simulation, start)
                    ? new CreateInstanceResponse { InstanceId = start.InstanceId }
                    : new Status(StatusCode.AlreadyExists, $"{start.InstanceId} has not ended.");
            case RaiseEventRequest raised:
                hub.Find(raised.InstanceId)?.Raise(raised.Name, raised.Input);
                return hub.Find(raised.InstanceId) is null
                    ? new Status(StatusCode.NotFound, $"{raised.InstanceId} is not there.")
                    : new RaiseEventResponse();
            case GetInstanceRequest asked:
                return hub.Find(asked.InstanceId) is { } instance
                    ? new GetInstanceResponse { Exists = true, OrchestrationState = State(instance) }
                    : new GetInstanceResponse();
            default:
                throw new NotSupportedException($"{request.GetType().Name} is not played here.");
        }
    }

    private static OrchestrationState State(HubInstance instance)
    {
        // Nobody looks at the times.
        Timestamp at = Timestamp.FromDateTimeOffset(Simulation.Start);
        return new OrchestrationState
        {
            InstanceId = instance.Id, Name = instance.Name, OrchestrationStatus = instance.Status, CreatedTimestamp = at, LastUpdatedTimestamp = at,
        };
    }
}
