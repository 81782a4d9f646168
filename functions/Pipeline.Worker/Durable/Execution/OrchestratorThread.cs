namespace Microsoft.DurableTask.Execution;

/// <summary>Keeps every continuation of an orchestrator on the one thread that runs the turn, in a fixed order.</summary>
/// <remarks>
/// Tasks are completed with no context installed: continuations that captured this context are queued here and run in
/// order, those of <c>ConfigureAwait(false)</c> run at once on the same thread. Either way nothing reaches the pool.
/// A continuation that comes from another thread belongs to something that is not durable and is dropped.
/// Source: functions-custom-handler.md §3.4 rule 2.
/// </remarks>
internal sealed class OrchestratorThread : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _work = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private bool _running;

    /// <summary>True on the thread of the turn.</summary>
    public bool IsCurrent => Environment.CurrentManagedThreadId == _thread;

    /// <summary>True once something from another thread tried to get in.</summary>
    public bool WasIntruded { get; private set; }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsCurrent)
        {
            _work.Enqueue((d, state));
        }
        else
        {
            WasIntruded = true;
        }
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("An orchestrator runs on its own thread only.");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs a step of orchestrator code and all that follows from it.</summary>
    public void Run<TState>(Action<TState> step, TState state)
    {
        if (_running)
        {
            step(state);
            return;
        }

        _running = true;
        try
        {
            step(state);
            while (_work.TryDequeue(out (SendOrPostCallback Callback, object? State) next))
            {
                next.Callback(next.State);
            }
        }
        finally
        {
            _running = false;
        }
    }

    /// <summary>Completes a task so that none of its continuations leaves the thread, then runs them.</summary>
    public void Complete<TState>(Action<TState> completion, TState state) => Run(
        static work =>
        {
            SynchronizationContext? previous = Current;
            SetSynchronizationContext(null);
            try
            {
                work.completion(work.state);
            }
            finally
            {
                SetSynchronizationContext(previous);
            }
        },
        (completion, state));
}
