using Pipeline.LocalHost.Rpc;

namespace Pipeline.LocalHost.Workers;

/// <summary>Keeps one worker running by the rules of the Functions host (<see cref="RestartRule"/>).</summary>
/// <remarks>
/// Exit code 0 is not noticed: calls hang until their time-out, which restarts the worker. Calls in a worker that is killed
/// for a time-out hang until their own.
/// </remarks>
internal sealed partial class WorkerSupervisor(
    PublishedApp app, Func<Uri> address, FunctionRpcService rpc, WorkerLogs logs, TimeProvider clock, ILogger<WorkerSupervisor> logger)
    : IAsyncDisposable
{
    private const string NoWorker = "Did not find any initialized language workers";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan WaitLimit = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan TerminateGrace = TimeSpan.FromSeconds(5);

    private readonly Lock @lock = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly RestartRule rule = new(clock);
    private readonly TaskCompletionSource<string> gaveUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource<WorkerChannel> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task starting = Task.CompletedTask;
    private Run? run;

    /// <summary>The app's functions, in the order the host tries them: by name.</summary>
    public IReadOnlyList<FunctionDefinition> Functions { get; private set; } = [];

    /// <summary>Completes with the reason when the host has to end.</summary>
    public Task<string> GaveUp => gaveUp.Task;

    /// <summary>Starts the first worker, which must come up at once and call the host at the address.</summary>
    /// <exception cref="HostStartException">It did not.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => LaunchAsync(cancellationToken);

    /// <summary>The channel of a worker that is ready; waits while there is none.</summary>
    /// <exception cref="InvalidOperationException">None came up in time, which ends the host; activities are tried again.</exception>
    public async Task<WorkerChannel> WaitAsync()
    {
        try
        {
            return await ready.Task.WaitAsync(WaitLimit, clock);
        }
        catch (TimeoutException error)
        {
            GiveUp("No worker came up in time and the host is shutting down.");
            throw new InvalidOperationException(NoWorker, error);
        }
    }

    /// <summary>The host has to end; calls that wait for a worker fail.</summary>
    public void GiveUp(string reason)
    {
        ready.TrySetException(new InvalidOperationException(NoWorker));
        _ = ready.Task.Exception;
        gaveUp.TrySetResult(reason);
    }

    /// <summary>Kills the worker that runs the call and starts the next one; nothing happens when it has gone already.</summary>
    public Task RestartAsync(string invocationId)
    {
        Run? run = this.run;
        if (run?.Channel.IsExecuting(invocationId) != true || !Withdraw(run))
        {
            return Task.CompletedTask;
        }

        Log.Restarts(logger, invocationId);
        run.Process.Kill();
        return StartNextAsync();
    }

    /// <summary>Lets the worker end by itself, or kills it.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        GiveUp("The host is stopping.");
        await starting;
        if (this.run is { } run)
        {
            run.Channel.Terminate(TerminateGrace);
            using CancellationTokenSource limit = new(2 * TerminateGrace, clock);
            await using CancellationTokenRegistration kill = limit.Token.Register(run.Process.Kill);
            await run.Ended;
            run.Process.Dispose();
        }

        stopping.Dispose();
    }

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        WorkerChannel channel = new(logs.Write);
        rpc.Expect(channel);
        Run run = new(await WorkerProcess.StartAsync(app, address(), channel.Id, logs), channel);
        this.run = run;
        run.Ended = WatchAsync(run);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        try
        {
            await channel.Connected.WaitAsync(limit.Token);
            await channel.InitializeAsync(app, limit.Token);
            Functions = Functions.Count > 0
                ? Functions
                : [.. (await channel.ReadFunctionsAsync(app, limit.Token)).OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)];
            await channel.LoadAsync(Functions, limit.Token);
            lock (@lock)
            {
                run.IsReady = run.IsWithdrawn || ready.TrySetResult(channel);
            }
        }
        catch (Exception error) when (error is not HostStartException)
        {
            run.Process.Kill();
            await run.Process.WaitForExitAsync();
            throw new HostStartException(
                error is OperationCanceledException
                    ? $"The worker did not come up within {StartLimit.TotalSeconds} s; run '{app.Executable} {app.WorkerPath}' by hand to see why."
                    : $"The worker does not start: {error.Message} {run.Process.FirstError}; correct what its lines above name.", error);
        }
        finally
        {
            rpc.Forget(channel);
        }
    }

    private async Task WatchAsync(Run run)
    {
        int code = await run.Process.WaitForExitAsync();
        if (stopping.IsCancellationRequested || run.IsWithdrawn)
        {
            return;
        }

        if (code == 0 && run.IsReady)
        {
            Log.NotNoticed(logger);
            return;
        }

        string reason = $"{app.Executable} exited with code {code} (0x{code:X})";
        bool wasEver = Functions.Count > 0;
        run.Channel.Lose(WorkerExit.Create(reason));
        if (!wasEver || !Withdraw(run))
        {
            return;
        }

        Log.Died(logger, reason);
        if (rule.CountDeath())
        {
            await StartNextAsync();
        }
        else
        {
            GiveUp("Exceeded language worker restart retry count for runtime:dotnet-isolated. "
                + "Shutting down and proactively recycling the Functions Host to recover");
        }
    }

    /// <summary>Starts another worker once those that are being started have come up or failed; none while the host stops.</summary>
    private Task StartNextAsync()
    {
        async Task StartAfterAsync(Task earlier)
        {
            try
            {
                await earlier;
                await Task.Delay(rule.Wait(), clock, stopping.Token);
                await LaunchAsync(stopping.Token);
                rule.Restarted();
            }
            catch (Exception error) when (error is HostStartException or OperationCanceledException)
            {
                // Its death is counted where it is watched.
                if (!stopping.IsCancellationRequested)
                {
                    Log.NotStarted(logger, error.Message);
                }
            }
        }

        lock (@lock)
        {
            return starting = StartAfterAsync(starting);
        }
    }

    /// <summary>From now on calls wait for the next worker; false when they did already.</summary>
    private bool Withdraw(Run run)
    {
        lock (@lock)
        {
            bool isFirst = !run.IsWithdrawn;
            run.IsWithdrawn = true;
            ready = ready.Task.IsCompleted ? new(TaskCreationOptions.RunContinuationsAsynchronously) : ready;
            return isFirst;
        }
    }

    private sealed record Run(WorkerProcess Process, WorkerChannel Channel)
    {
        public Task Ended { get; set; } = Task.CompletedTask;

        public bool IsReady { get; set; }

        /// <summary>It gets no more calls, and its end is known.</summary>
        public bool IsWithdrawn { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(30, LogLevel.Warning, "A function timeout has occurred. Restarting worker process executing invocationId '{InvocationId}'.")]
        public static partial void Restarts(ILogger logger, string invocationId);

        [LoggerMessage(31, LogLevel.Warning, "The worker ended with exit code 0; as on Azure calls hang until their time-out")]
        public static partial void NotNoticed(ILogger logger);

        [LoggerMessage(32, LogLevel.Error, "Language Worker Process exited. {Reason}.")]
        public static partial void Died(ILogger logger, string reason);

        [LoggerMessage(33, LogLevel.Error, "{Reason}")]
        public static partial void NotStarted(ILogger logger, string reason);
    }
}
