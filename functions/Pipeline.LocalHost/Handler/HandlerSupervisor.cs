using Pipeline.LocalHost.Configuration;

namespace Pipeline.LocalHost.Handler;

/// <summary>Keeps one handler running by the host's rules (functions-custom-handler.md §1.1, §1.7).</summary>
internal sealed partial class HandlerSupervisor(
    HandlerCommand command,
    HandlerDescription description,
    int? errorLimit,
    TimeProvider time,
    ILogger<HandlerSupervisor> logger,
    ILogger console) : IAsyncDisposable
{
    private const int ExitWithoutRestart = 0;
    private const int ExitOnPurpose = 200;
    private static readonly TimeSpan PauseAfterError = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ErrorWindow _errors = new(errorLimit, time);
    private readonly ReadinessProbe _probe = new(time);
    private readonly TaskCompletionSource<string> _gaveUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<HandlerEndpoint> _ready = NewReady();
    private Action? _kill;
    private int _processId;
    private volatile bool _recycling;
    private int? _endedWith;
    private Task _run = Task.CompletedTask;

    /// <summary>Completes with the reason when the handler failed too often: the host must stop.</summary>
    public Task<string> GaveUp => _gaveUp.Task;

    /// <summary>Runs of the handler so far.</summary>
    public int Starts { get; private set; }

    /// <summary>The running handler; null while there is none.</summary>
    public HandlerEndpoint? Current
    {
        get
        {
            Task<HandlerEndpoint> ready = Ready;
            return ready.IsCompletedSuccessfully ? ready.GetAwaiter().GetResult() : null;
        }
    }

    private Task<HandlerEndpoint> Ready
    {
        get
        {
            lock (_lock)
            {
                return _ready.Task;
            }
        }
    }

    /// <summary>Starts the handler and, from then on, starts it again by the rules.</summary>
    public void Start() => _run = RunAsync();

    /// <summary>Waits while the handler starts, at most four times its start limit.</summary>
    /// <exception cref="TimeoutException">The handler did not come up in that time.</exception>
    /// <exception cref="InvalidOperationException">The handler ended for good.</exception>
    public async Task<HandlerEndpoint> WaitUntilReadyAsync(CancellationToken cancellationToken) =>
        await Ready.WaitAsync(description.StartLimit * 4, time, cancellationToken);

    /// <summary>Kills this run of the handler, which then starts again without being counted as an error.</summary>
    public void Recycle(HandlerEndpoint endpoint)
    {
        lock (_lock)
        {
            if (_kill is not null && _processId == endpoint.ProcessId && !endpoint.Gone.IsCancellationRequested)
            {
                _recycling = true;
                _kill();
            }
        }
    }

    /// <summary>Kills this run of the handler and takes it for one that ended with the exit code. A fault on purpose.</summary>
    public void End(HandlerEndpoint endpoint, int exitCode)
    {
        lock (_lock)
        {
            if (_kill is not null && _processId == endpoint.ProcessId && !endpoint.Gone.IsCancellationRequested)
            {
                _endedWith = exitCode;
                _kill();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        lock (_lock)
        {
            _kill?.Invoke();
            _ready.TrySetException(new InvalidOperationException("The host is stopping."));
            _ = _ready.Task.Exception;
        }

        await _run;
        _probe.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        bool goesOn = true;
        while (goesOn && !_stopping.IsCancellationRequested)
        {
            try
            {
                goesOn = await RunOnceAsync();
            }
            catch (Exception error) when (!_stopping.IsCancellationRequested)
            {
                Log.StartFailed(logger, error.Message);
                goesOn = await CountErrorAsync();
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task<bool> RunOnceAsync()
    {
        int port = description.Port == 0 ? LoopbackPort.Free() : description.Port;
        using HandlerProcess process = HandlerProcess.Start(command, port, console);
        lock (_lock)
        {
            _kill = process.Kill;
            _processId = process.Id;
            _recycling = false;
            _endedWith = null;
            Starts++;
        }

        Log.Started(logger, process.Id, port);
        try
        {
            await AnnounceAsync(process, port);
            int code = await process.WaitForExitAsync(_stopping.Token);
            return await DecideAsync(_endedWith ?? code);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            lock (_lock)
            {
                _kill = null;
                _ready = _ready.Task.IsCompletedSuccessfully ? NewReady() : _ready;
            }
        }
    }

    private async Task AnnounceAsync(HandlerProcess process, int port)
    {
        UriBuilder address = new(Uri.UriSchemeHttp, "127.0.0.1", port);
        using CancellationTokenSource end =
            CancellationTokenSource.CreateLinkedTokenSource(process.Gone, _stopping.Token);
        try
        {
            if (!await _probe.WaitAsync(address.Uri, description.StartLimit, end.Token))
            {
                throw new TimeoutException($"The handler did not open port {port} within {description.StartLimit}.");
            }
        }
        catch (OperationCanceledException) when (process.Gone.IsCancellationRequested)
        {
            // It ended before it was ready: its exit code decides.
            return;
        }

        process.Gone.Register(Withdraw);
        HandlerEndpoint endpoint = new(address.Uri, process.Id, process.Gone);
        lock (_lock)
        {
            _ready.TrySetResult(endpoint);
        }

        Log.Ready(logger, port);
    }

    /// <summary>From now on calls wait for the next run.</summary>
    private void Withdraw()
    {
        lock (_lock)
        {
            _ready = _ready.Task.IsCompletedSuccessfully ? NewReady() : _ready;
        }
    }

    private async Task<bool> DecideAsync(int code)
    {
        if (_recycling)
        {
            Log.Recycled(logger);
            return true;
        }

        switch (code)
        {
            case ExitWithoutRestart:
                Log.EndedForGood(logger);
                Refuse("The handler ended with exit code 0; the host never starts it again.");
                return false;
            case ExitOnPurpose:
                Log.Restarts(logger, code);
                return true;
            default:
                Log.Crashed(logger, code);
                return await CountErrorAsync();
        }
    }

    private async Task<bool> CountErrorAsync()
    {
        if (_errors.Tolerates())
        {
            await Task.Delay(PauseAfterError, time, _stopping.Token);
            return true;
        }

        string reason = $"The handler failed more than {errorLimit} times within 30 minutes.";
        Refuse(reason);
        _gaveUp.TrySetResult(reason);
        return false;
    }

    private void Refuse(string reason)
    {
        lock (_lock)
        {
            _ready = _ready.Task.IsCompleted ? NewReady() : _ready;
            _ready.SetException(new InvalidOperationException(reason));
            _ = _ready.Task.Exception;
        }
    }

    private static TaskCompletionSource<HandlerEndpoint> NewReady() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static partial class Log
    {
        [LoggerMessage(30, LogLevel.Information, "Handler process {ProcessId} started, port {Port}")]
        public static partial void Started(ILogger logger, int processId, int port);

        [LoggerMessage(31, LogLevel.Information, "Handler is ready at http://127.0.0.1:{Port}/")]
        public static partial void Ready(ILogger logger, int port);

        [LoggerMessage(32, LogLevel.Error, "Handler could not start: {Reason}")]
        public static partial void StartFailed(ILogger logger, string reason);

        [LoggerMessage(33, LogLevel.Error, "Handler ended with exit code {ExitCode}; it is started again")]
        public static partial void Crashed(ILogger logger, int exitCode);

        [LoggerMessage(34, LogLevel.Information, "Handler ended with exit code {ExitCode} and is started again")]
        public static partial void Restarts(ILogger logger, int exitCode);

        [LoggerMessage(35, LogLevel.Error, "Handler ended with exit code 0 and is never started again")]
        public static partial void EndedForGood(ILogger logger);

        [LoggerMessage(36, LogLevel.Warning, "Handler was killed after a function timeout and is started again")]
        public static partial void Recycled(ILogger logger);
    }
}
