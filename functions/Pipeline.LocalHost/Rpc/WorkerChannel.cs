using System.Collections.Concurrent;
using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Pipeline.LocalHost.Rpc;

/// <summary>The conversation with one run of the worker, whose log messages it passes on.</summary>
internal sealed class WorkerChannel(Action<RpcLog> logs)
{
    private readonly Channel<StreamingMessage> outgoing = Channel.CreateUnbounded<StreamingMessage>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> waiting = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> loadFailures = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Exception? lost;

    public string Id { get; } = Guid.NewGuid().ToString();

    /// <summary>Base address of the worker's own web server; null when it answers no HTTP itself.</summary>
    public Uri? HttpAddress { get; private set; }

    /// <summary>Completes when the worker has opened its stream.</summary>
    public Task Connected => connected.Task;

    /// <summary>Introduces the host; the worker tells what it can do.</summary>
    public async Task InitializeAsync(PublishedApp app, CancellationToken cancellationToken)
    {
        WorkerInitRequest request = new() { HostVersion = "4.1037.0", WorkerDirectory = app.Folder, FunctionAppDirectory = app.Folder };
        StreamingMessage answer = await AskAsync(new() { WorkerInitRequest = request }, cancellationToken);
        Demand(answer.WorkerInitResponse.Result, "initialise");
        HttpAddress = answer.WorkerInitResponse.Capabilities.TryGetValue("HttpUri", out string? address) ? new Uri(address) : null;
    }

    /// <summary>Asks for all functions, those without a line in functions.metadata included.</summary>
    public async Task<IReadOnlyList<FunctionDefinition>> ReadFunctionsAsync(PublishedApp app, CancellationToken cancellationToken)
    {
        FunctionsMetadataRequest request = new() { FunctionAppDirectory = app.Folder };
        StreamingMessage answer = await AskAsync(new() { FunctionsMetadataRequest = request }, cancellationToken);
        Demand(answer.FunctionMetadataResponse.Result, "list its functions");
        foreach (RpcFunctionMetadata metadata in answer.FunctionMetadataResponse.FunctionMetadataResults.Where(item => item.FunctionId.Length == 0))
        {
            metadata.FunctionId = Guid.NewGuid().ToString();
        }

        return [.. answer.FunctionMetadataResponse.FunctionMetadataResults.Select(FunctionDefinition.Read)];
    }

    /// <summary>Lets the worker load functions. One that cannot be loaded fails each of its calls with the reason.</summary>
    public Task LoadAsync(IEnumerable<FunctionDefinition> functions, CancellationToken cancellationToken) =>
        Task.WhenAll(functions.Select(async function =>
        {
            FunctionLoadRequest request = new() { FunctionId = function.Id, Metadata = function.Metadata };
            StreamingMessage answer = await AskAsync(new() { FunctionLoadRequest = request }, cancellationToken);
            if (answer.FunctionLoadResponse.Result is { Status: not StatusResult.Types.Status.Success } result)
            {
                loadFailures[function.Id] = result.Exception?.Message ?? result.Result;
            }
        }));

    /// <summary>Sends a call and waits for its answer; a cancelled token is passed on, the answer is still awaited.</summary>
    /// <exception cref="InvalidOperationException">The worker has gone before the call was sent, or could not load the function.</exception>
    public async Task<InvocationResponse> InvokeAsync(InvocationRequest request, CancellationToken cancellationToken)
    {
        if (loadFailures.TryGetValue(request.FunctionId, out string? failure))
        {
            throw new InvalidOperationException($"The worker could not load the function: {failure}");
        }

        if (lost is not null)
        {
            throw new InvalidOperationException("Did not find any initialized language workers");
        }

        Task<StreamingMessage> answer = Send(request.InvocationId, new() { InvocationRequest = request });
        await using CancellationTokenRegistration cancel = cancellationToken.Register(
            () => outgoing.Writer.TryWrite(new() { InvocationCancel = new() { InvocationId = request.InvocationId } }));
        return (await answer).InvocationResponse;
    }

    /// <summary>Whether the call is waiting for its answer here.</summary>
    public bool IsExecuting(string invocationId) => waiting.ContainsKey(invocationId);

    /// <summary>The process has ended: calls in flight fail, later ones find no worker.</summary>
    public void Lose(Exception reason)
    {
        lost = reason;
        connected.TrySetException(reason);
        _ = connected.Task.Exception;
        foreach (string id in waiting.Keys)
        {
            if (waiting.TryRemove(id, out TaskCompletionSource<StreamingMessage>? answer))
            {
                answer.TrySetException(reason);
            }
        }
    }

    /// <summary>Asks the worker to end by itself.</summary>
    public void Terminate(TimeSpan grace) =>
        outgoing.Writer.TryWrite(new() { WorkerTerminate = new() { GracePeriod = Duration.FromTimeSpan(grace) } });

    /// <summary>Carries messages both ways until the stream ends.</summary>
    public async Task RunAsync(
        IAsyncStreamReader<StreamingMessage> incoming, IServerStreamWriter<StreamingMessage> outgoing, CancellationToken cancellationToken)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task sending = SendAllAsync(outgoing, end.Token);
        connected.TrySetResult();
        try
        {
            while (await incoming.MoveNext(cancellationToken))
            {
                Receive(incoming.Current);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The worker is gone; its supervisor sees the process end and tells the reason.
        }

        await end.CancelAsync();
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static void Demand(StatusResult? result, string task)
    {
        if (result is { Status: not StatusResult.Types.Status.Success })
        {
            throw new HostStartException($"The worker could not {task} ({result.Exception?.Message ?? result.Result}); see its log lines above.");
        }
    }

    private Task<StreamingMessage> AskAsync(StreamingMessage question, CancellationToken cancellationToken)
    {
        question.RequestId = Guid.NewGuid().ToString();
        return Send(question.RequestId, question).WaitAsync(cancellationToken);
    }

    /// <summary>Sends a message; the answer to its id comes, or the reason why the worker is lost.</summary>
    private Task<StreamingMessage> Send(string id, StreamingMessage message)
    {
        TaskCompletionSource<StreamingMessage> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[id] = answer;
        outgoing.Writer.TryWrite(message);
        if (this.lost is { } lost)
        {
            Lose(lost);
        }

        return answer.Task;
    }

    private async Task SendAllAsync(IServerStreamWriter<StreamingMessage> outgoing, CancellationToken cancellationToken)
    {
        await foreach (StreamingMessage message in this.outgoing.Reader.ReadAllAsync(cancellationToken))
        {
            await outgoing.WriteAsync(message, cancellationToken);
        }
    }

    private void Receive(StreamingMessage message)
    {
        if (message.RpcLog is { } log)
        {
            logs(log);
        }
        else if (waiting.TryRemove(message.InvocationResponse?.InvocationId ?? message.RequestId, out var answer))
        {
            answer.TrySetResult(message);
        }
    }
}
