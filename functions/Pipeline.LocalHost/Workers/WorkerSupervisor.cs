using Pipeline.LocalHost.App;
using Pipeline.LocalHost.Rpc;

namespace Pipeline.LocalHost.Workers;

/// <summary>Keeps one worker running by the rules of the Functions host (<see cref="RestartRule"/>).</summary>
/// <remarks>
/// Exit code 0 is not noticed: calls hang until their time-out, which restarts the worker. Exit code 200 restarts without
/// being counted. Calls in a worker that is killed for a time-out hang until their own.
/// </remarks>
internal sealed partial class WorkerSupervisor(
    PublishedApp app, FunctionRpcService rpc, WorkerLogs logs, TimeProvider time, ILogger<WorkerSupervisor> logger) : IAsyncDisposable
{
    private const int NotNoticed = 0;
    private const int RestartWanted = 200;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan WaitLimit = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan TerminateGrace = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _oneStart = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly RestartRule _rule = new(time);
    private readonly TaskCompletionSource<string> _gaveUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<WorkerChannel> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Run? _run;
    private Uri? _address;

    /// <summary>The app's functions, in the order the host tries them: by name.</summary>
    public IReadOnlyList<FunctionDefinition> Functions { get; private set; } = [];

    /// <summary>Completes with the reason when the host has to end.</summary>
    public Task<string> GaveUp => _gaveUp.Task;

    /// <summary>Process id of the worker; null while there is none.</summary>
    public int? ProcessId => _ready.Task.IsCompletedSuccessfully ? _run?.Process.Id : null;

    /// <summary>Starts the first worker, which must come up at once and call the host at the address.</summary>
    /// <exception cref="HostStartException">It did not.</exception>
    public async Task StartAsync(Uri address, CancellationToken cancellationToken)
    {
        _address = address;
        Run run = await LaunchAsync(cancellationToken);
        _ready.TrySetResult(run.Channel);
    }

    /// <summary>The channel of a worker that is ready; waits while there is none.</summary>
    public async Task<WorkerChannel> WaitAsync()
    {
        Task<WorkerChannel> ready;
        lock (_lock)
        {
            ready = _ready.Task;
        }

        try
        {
            return await ready.WaitAsync(WaitLimit, time);
        }
        catch (TimeoutException error)
        {
            _gaveUp.TrySetResult("No worker came up in time and the host is shutting down.");
            throw new InvalidOperationException("Did not find any initialized language workers", error);
        }
    }

    /// <summary>Kills the worker that runs the call and starts the next one; nothing happens when it has gone already.</summary>
    public async Task RestartAsync(string invocationId)
    {
        Run? run = _run;
        if (run is null || run.Abandoned || !run.Channel.IsExecuting(invocationId))
        {
            return;
        }

        Log.Restarts(logger, invocationId);
        run.Abandoned = true;
        run.Process.Kill();
        await StartNextAsync();
    }

    /// <summary>Lets the worker end by itself, or kills it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _oneStart.WaitAsync();
        lock (_lock)
        {
            _ready.TrySetException(new InvalidOperationException("The host is stopping."));
            _ = _ready.Task.Exception;
        }

        if (_run is { } run)
        {
            run.Channel.Terminate(TerminateGrace);
            using CancellationTokenSource limit = new(2 * TerminateGrace, time);
            await using CancellationTokenRegistration kill = limit.Token.Register(run.Process.Kill);
            await run.Ended;
            run.Process.Dispose();
        }

        _oneStart.Dispose();
        _stopping.Dispose();
    }

    private async Task<Run> LaunchAsync(CancellationToken cancellationToken)
    {
        WorkerChannel channel = new(logs.Write);
        rpc.Expect(channel);
        Run run = new(await WorkerProcess.StartAsync(app, _address!, channel.Id, logs), channel);
        _run = run;
        run.Ended = WatchAsync(run);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        try
        {
            await channel.Connected.WaitAsync(limit.Token);
            await channel.InitializeAsync(app, limit.Token);
            if (Functions.Count == 0)
            {
                Functions = [.. (await channel.ReadFunctionsAsync(app, limit.Token)).OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)];
            }

            await channel.LoadAsync(Functions, limit.Token);
            run.IsReady = true;
            return run;
        }
        catch (Exception error) when (error is not HostStartException)
        {
            run.Abandoned |= Functions.Count == 0;
            run.Process.Kill();
            await run.Process.WaitForExitAsync();
            throw new HostStartException(
                error is OperationCanceledException
                    ? $"The worker did not call the host within {StartLimit.TotalSeconds} s; run '{app.Executable} {app.WorkerPath}' by hand to see why."
                    : $"The worker does not start: {error.Message} {run.Process.LastErrors}; correct what its lines above name.", error);
        }
        finally
        {
            rpc.Forget(channel);
        }
    }

    private async Task WatchAsync(Run run)
    {
        int code = await run.Process.WaitForExitAsync();
        if (_stopping.IsCancellationRequested || run.Abandoned)
        {
            return;
        }

        if (code == NotNoticed && run.IsReady)
        {
            Log.NotNoticed(logger);
            return;
        }

        string reason = run.Process.Describe(code);
        if (code == RestartWanted)
        {
            Log.RestartWanted(logger, reason);
            await StartNextAsync();
            return;
        }

        bool wasFirst = Functions.Count == 0;
        run.Channel.Lose(WorkerExit.Create(reason));
        if (wasFirst)
        {
            return;
        }

        Log.Died(logger, reason);
        Withdraw();
        if (_rule.CountDeath())
        {
            await StartNextAsync();
        }
        else
        {
            lock (_lock)
            {
                _ready.TrySetException(new InvalidOperationException("Did not find any initialized language workers"));
                _ = _ready.Task.Exception;
            }

            _gaveUp.TrySetResult(
                "Exceeded language worker restart retry count for runtime:dotnet-isolated. Shutting down and proactively recycling the Functions Host to recover");
        }
    }

    private async Task StartNextAsync()
    {
        Withdraw();
        try
        {
            await _oneStart.WaitAsync(_stopping.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        try
        {
            await Task.Delay(_rule.Wait(), time, _stopping.Token);
            Run run = await LaunchAsync(_stopping.Token);
            _rule.Restarted();
            lock (_lock)
            {
                _ready.TrySetResult(run.Channel);
            }

            Log.Ready(logger, run.Process.Id);
        }
        catch (Exception error) when (error is HostStartException or OperationCanceledException)
        {
            if (!_stopping.IsCancellationRequested)
            {
                Log.NotStarted(logger, error.Message);
            }
        }
        finally
        {
            _oneStart.Release();
        }
    }

    /// <summary>From now on calls wait for the next worker.</summary>
    private void Withdraw()
    {
        lock (_lock)
        {
            _ready = _ready.Task.IsCompleted ? new(TaskCreationOptions.RunContinuationsAsynchronously) : _ready;
        }
    }

    private sealed class Run(WorkerProcess process, WorkerChannel channel)
    {
        public WorkerProcess Process { get; } = process;

        public WorkerChannel Channel { get; } = channel;

        public Task Ended { get; set; } = Task.CompletedTask;

        /// <summary>Its end is known and dealt with.</summary>
        public bool Abandoned { get; set; }

        public bool IsReady { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(30, LogLevel.Warning, "A function timeout has occurred. Restarting worker process executing invocationId '{InvocationId}'.")]
        public static partial void Restarts(ILogger logger, string invocationId);

        [LoggerMessage(31, LogLevel.Warning, "The worker ended with exit code 0; as on Azure it is not started again and calls hang until their time-out")]
        public static partial void NotNoticed(ILogger logger);

        [LoggerMessage(32, LogLevel.Information, "{Reason}; the worker is started again")]
        public static partial void RestartWanted(ILogger logger, string reason);

        [LoggerMessage(33, LogLevel.Error, "Language Worker Process exited. {Reason}.")]
        public static partial void Died(ILogger logger, string reason);

        [LoggerMessage(34, LogLevel.Information, "Worker process {ProcessId} started and initialized.")]
        public static partial void Ready(ILogger logger, int processId);

        [LoggerMessage(35, LogLevel.Error, "{Reason}")]
        public static partial void NotStarted(ILogger logger, string reason);
    }
}
