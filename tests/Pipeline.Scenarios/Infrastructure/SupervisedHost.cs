namespace Pipeline.Scenarios.Infrastructure;

/// <summary>The host as the platform keeps it: however it ends, it is started again.</summary>
/// <remarks>It ends by itself after the third death of its worker within half an hour.</remarks>
/// <param name="start">Starts a run.</param>
internal sealed class SupervisedHost(Func<HostProcess> start)
{
    private readonly Lock gate = new();
    private HostProcess run = start();
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task supervision = Task.CompletedTask;
    private bool isWanted;

    /// <summary>How often it was started again.</summary>
    public int Restarts { get; private set; }

    /// <summary>Whether it has ended before it was ever seen to work, so that nobody starts it again.</summary>
    public bool HasFailed => !isWanted && run.Ended.IsCompleted;

    /// <summary>Id of the app's worker; null while there is none.</summary>
    public int? Worker => Run.Worker;

    private HostProcess Run
    {
        get
        {
            lock (gate)
            {
                return run;
            }
        }
    }

    /// <summary>From now on it is started again: it has shown that it can start.</summary>
    public void Supervise()
    {
        isWanted = true;
        supervision = SuperviseAsync();
    }

    /// <summary>Sends a signal to the worker; returns whether there was one.</summary>
    public bool SignalWorker(int signal)
    {
        if (Worker is not { } worker)
        {
            return false;
        }

        Signals.Send(worker, signal);
        return true;
    }

    /// <summary>Sends a signal to the host. SIGKILL takes the worker with it.</summary>
    public void Signal(int signal) => Run.Signal(signal);

    /// <summary>Ends it by a signal and waits until it has been started again; it need not be ready yet.</summary>
    public async Task RestartAsync(int signal)
    {
        Task restarted;
        lock (gate)
        {
            restarted = next.Task;
            run.Signal(signal);
        }

        await restarted;
    }

    /// <summary>Stops it for good.</summary>
    public async Task StopAsync()
    {
        lock (gate)
        {
            isWanted = false;
        }

        await Run.StopAsync();
        await supervision;
        run.Dispose();
    }

    private async Task SuperviseAsync()
    {
        while (true)
        {
            await Run.Ended;
            lock (gate)
            {
                if (!isWanted)
                {
                    return;
                }

                run.Dispose();
                run = start();
                Restarts++;
                next.SetResult();
                next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}
