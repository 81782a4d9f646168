using System.Collections.Concurrent;
using Grpc.Core;
using GrpcException = Grpc.Core.RpcException;

namespace Pipeline.LocalHost.Rpc;

/// <summary>The server that workers call: it joins each stream to the channel of the worker that was started.</summary>
internal sealed class FunctionRpcService : FunctionRpc.FunctionRpcBase
{
    private readonly ConcurrentDictionary<string, WorkerChannel> expected = new(StringComparer.Ordinal);

    public void Expect(WorkerChannel channel) => expected[channel.Id] = channel;

    public void Forget(WorkerChannel channel) => expected.TryRemove(channel.Id, out _);

    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        if (!await requestStream.MoveNext(context.CancellationToken)
            || requestStream.Current.StartStream is not { } start
            || !expected.TryRemove(start.WorkerId, out WorkerChannel? channel))
        {
            throw new GrpcException(new Status(StatusCode.PermissionDenied, "Not a worker of this host."));
        }

        await channel.RunAsync(requestStream, responseStream, context.CancellationToken);
    }
}
