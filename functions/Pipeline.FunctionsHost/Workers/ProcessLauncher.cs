using System.Collections.Concurrent;
using System.Diagnostics;

namespace Pipeline.FunctionsHost.Workers;

/// <summary>Starts processes from one thread that lives as long as the host.</summary>
/// <remarks>Linux sends a child its parent-death signal when the <i>thread</i> that started it ends; threads of the pool come and go.</remarks>
internal sealed class ProcessLauncher : IDisposable
{
    private readonly BlockingCollection<Action> _starts = [];
    private readonly Thread _thread;

    public ProcessLauncher()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "Worker launcher" };
        _thread.Start();
    }

    /// <summary>Starts a process.</summary>
    public Task StartAsync(Process process)
    {
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _starts.Add(() =>
        {
            try
            {
                process.Start();
                started.SetResult();
            }
            catch (Exception error)
            {
                started.SetException(error);
            }
        });
        return started.Task;
    }

    public void Dispose()
    {
        _starts.CompleteAdding();
        _thread.Join();
        _starts.Dispose();
    }

    private void Run()
    {
        foreach (Action start in _starts.GetConsumingEnumerable())
        {
            start();
        }
    }
}
