namespace Pipeline.Faults.Time;

/// <summary>Simulated time on one thread: work that is ready runs in order, then the clock jumps to the next event.</summary>
/// <remarks>
/// Nothing waits in real time and nothing runs beside it, so a seed decides everything that happens. Code under test
/// comes in through <see cref="Incarnation"/>. Whatever leaves the thread (<c>Task.Run</c>, real delays) would make a run
/// unrepeatable; it is noticed and ends the run with an exception that says where.
/// </remarks>
public sealed class Simulation
{
    /// <summary>The instant at which each run begins: 10 March 2026, 06:00 UTC, a Tuesday.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

    private readonly Queue<Action> ready = new();
    private readonly PriorityQueue<Action, (long Ticks, long Number)> events = new();
    private int thread;
    private long number;
    private string? escape;

    /// <summary>Starts at <see cref="Start"/> with dice of this seed.</summary>
    public Simulation(int seed) => Dice = new Random(seed);

    /// <summary>The instant it is, UTC.</summary>
    public DateTimeOffset Now { get; private set; } = Start;

    /// <summary>Decides latencies and whatever else is left to chance. Not to be used by more than the run.</summary>
    public Random Dice { get; }

    /// <summary>Lets work run as soon as what is ready before it has run; takes no time.</summary>
    public void Post(Action work)
    {
        if (thread != 0 && Environment.CurrentManagedThreadId != thread)
        {
            // Throwing here would hit the run time's threads: the run itself ends with this.
            escape ??= Environment.StackTrace;
            return;
        }

        ready.Enqueue(work);
    }

    /// <summary>Lets work run at an instant; one in the past means now.</summary>
    public void At(DateTimeOffset instant, Action work) =>
        events.Enqueue(work, (Math.Max(instant.UtcTicks, Now.UtcTicks), number++));

    /// <summary>Lets work run after a while.</summary>
    public void After(TimeSpan delay, Action work) => At(Now + delay, work);

    /// <summary>Lets work run when nothing more can happen at this instant without time going by.</summary>
    public void WhenIdle(Action work) => After(TimeSpan.Zero, work);

    /// <summary>A task that ends after a while. Its continuations run inline, outside of every incarnation.</summary>
    public Task Delay(TimeSpan delay, CancellationToken cancellationToken)
    {
        TaskCompletionSource over = new();
        if (cancellationToken.CanBeCanceled)
        {
            // By way of the queue: whoever cancels has a context, and the waiting library code must not continue in it.
            _ = cancellationToken.Register(
                () => Post(() => over.TrySetCanceled(cancellationToken)), useSynchronizationContext: false);
        }

        After(delay, () => over.TrySetResult());
        return over.Task;
    }

    /// <summary>A random time between two.</summary>
    public TimeSpan Between(TimeSpan least, TimeSpan most) => least + ((most - least) * Dice.NextDouble());

    /// <summary>Runs until a condition holds when nothing is ready, until no event is left, or until an instant.</summary>
    /// <returns>Whether the condition holds.</returns>
    /// <exception cref="InvalidOperationException">Code under test left the simulation's thread.</exception>
    public bool RunUntil(Func<bool> done, DateTimeOffset limit)
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        thread = Environment.CurrentManagedThreadId;
        try
        {
            while (true)
            {
                while (ready.TryDequeue(out Action? work))
                {
                    Run(work);
                }

                if (done())
                {
                    return true;
                }

                if (!events.TryPeek(out Action? next, out (long Ticks, long Number) due) || due.Ticks > limit.UtcTicks)
                {
                    return false;
                }

                _ = events.Dequeue();
                Now = new DateTimeOffset(due.Ticks, TimeSpan.Zero);
                Run(next);
            }
        }
        finally
        {
            // The thread stays the owner: what real timers of library code bring after the run must not touch it.
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private void Run(Action work)
    {
        // Without a context, library code that does not capture one continues right here.
        SynchronizationContext.SetSynchronizationContext(null);
        work();
        if (escape is not null)
        {
            throw new InvalidOperationException($"Code under test left the simulation's thread:\n{escape}");
        }
    }
}
