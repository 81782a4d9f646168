using System.Collections.Concurrent;
using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pipeline.LocalHost.App;
using Pipeline.LocalHost.Rpc.Messages;

namespace Pipeline.LocalHost.Rpc;

/// <summary>The conversation with one run of the worker.</summary>
/// <param name="logs">Where the worker's log messages go.</param>
internal sealed class WorkerChannel(Action<RpcLog> logs)
{
    private readonly Channel<StreamingMessage> _outgoing = Channel.CreateUnbounded<StreamingMessage>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _questions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<InvocationResponse>> _calls = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _loadFailures = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Exception? _lost;

    public string Id { get; } = Guid.NewGuid().ToString();

    /// <summary>Base address of the worker's own web server; null when it answers no HTTP itself.</summary>
    public Uri? HttpAddress { get; private set; }

    /// <summary>Calls that have no answer yet.</summary>
    public int CallsInFlight => _calls.Count;

    /// <summary>Completes when the worker has opened its stream.</summary>
    public Task Connected => _connected.Task;

    /// <summary>Introduces the host; the worker tells what it can do.</summary>
    public async Task InitializeAsync(PublishedApp app, CancellationToken cancellationToken)
    {
        WorkerInitRequest request = new() { HostVersion = "4.1037.0", WorkerDirectory = app.Folder, FunctionAppDirectory = app.Folder };
        StreamingMessage answer = await AskAsync(new() { WorkerInitRequest = request }, cancellationToken);
        WorkerInitResponse response = answer.WorkerInitResponse;
        Demand(response.Result, "initialise");
        HttpAddress = response.Capabilities.TryGetValue("HttpUri", out string? address) ? new Uri(address) : null;
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
                _loadFailures[function.Id] = result.Exception?.Message ?? result.Result;
            }
        }));

    /// <summary>Sends a call and waits for its answer; a cancelled token is passed on, the answer is still awaited.</summary>
    /// <exception cref="InvalidOperationException">The worker has gone before the call was sent, or could not load the function.</exception>
    public async Task<InvocationResponse> InvokeAsync(InvocationRequest request, CancellationToken cancellationToken)
    {
        if (_loadFailures.TryGetValue(request.FunctionId, out string? failure))
        {
            throw new InvalidOperationException($"The worker could not load the function: {failure}");
        }

        TaskCompletionSource<InvocationResponse> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls[request.InvocationId] = answer;
        if (_lost is not null)
        {
            _calls.TryRemove(request.InvocationId, out _);
            throw new InvalidOperationException("Did not find any initialized language workers");
        }

        Send(new() { InvocationRequest = request });
        await using CancellationTokenRegistration cancel = cancellationToken.Register(
            () => Send(new() { InvocationCancel = new() { InvocationId = request.InvocationId } }));
        return await answer.Task;
    }

    /// <summary>Whether the call is waiting for its answer here.</summary>
    public bool IsExecuting(string invocationId) => _calls.ContainsKey(invocationId);

    /// <summary>The process has ended: calls in flight fail, later ones find no worker.</summary>
    public void Lose(Exception reason)
    {
        _lost = reason;
        _connected.TrySetException(reason);
        _ = _connected.Task.Exception;
        foreach (TaskCompletionSource<StreamingMessage> question in _questions.Values)
        {
            question.TrySetException(reason);
        }

        foreach ((string id, TaskCompletionSource<InvocationResponse> call) in _calls)
        {
            _calls.TryRemove(id, out _);
            call.TrySetException(reason);
        }
    }

    /// <summary>Asks the worker to end by itself.</summary>
    public void Terminate(TimeSpan grace) =>
        Send(new() { WorkerTerminate = new() { GracePeriod = Duration.FromTimeSpan(grace) } });

    /// <summary>Carries messages both ways until the stream ends.</summary>
    public async Task RunAsync(
        IAsyncStreamReader<StreamingMessage> incoming, IServerStreamWriter<StreamingMessage> outgoing, CancellationToken cancellationToken)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task sending = SendAllAsync(outgoing, end.Token);
        _connected.TrySetResult();
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

    private async Task<StreamingMessage> AskAsync(StreamingMessage question, CancellationToken cancellationToken)
    {
        question.RequestId = Guid.NewGuid().ToString();
        TaskCompletionSource<StreamingMessage> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _questions[question.RequestId] = answer;
        Send(question);
        if (_lost is { } lost)
        {
            answer.TrySetException(lost);
        }

        return await answer.Task.WaitAsync(cancellationToken);
    }

    private void Send(StreamingMessage message) => _outgoing.Writer.TryWrite(message);

    private async Task SendAllAsync(IServerStreamWriter<StreamingMessage> outgoing, CancellationToken cancellationToken)
    {
        await foreach (StreamingMessage message in _outgoing.Reader.ReadAllAsync(cancellationToken))
        {
            await outgoing.WriteAsync(message, cancellationToken);
        }
    }

    private void Receive(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case StreamingMessage.ContentOneofCase.RpcLog:
                logs(message.RpcLog);
                break;
            case StreamingMessage.ContentOneofCase.InvocationResponse:
                if (_calls.TryRemove(message.InvocationResponse.InvocationId, out TaskCompletionSource<InvocationResponse>? call))
                {
                    call.TrySetResult(message.InvocationResponse);
                }

                break;
            default:
                if (_questions.TryRemove(message.RequestId, out TaskCompletionSource<StreamingMessage>? question))
                {
                    question.TrySetResult(message);
                }

                break;
        }
    }
}
