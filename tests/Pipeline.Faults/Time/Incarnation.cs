namespace Pipeline.Faults.Time;

/// <summary>One life of a process: what it awaits continues here, until it is killed; then nothing of it ever runs again.</summary>
/// <remarks>
/// After <see cref="Kill"/> no continuation, timer, <c>catch</c> or <c>finally</c> of its code runs, as after a
/// <c>kill -9</c>: its tasks are left hanging and collected. The next life is composed from scratch over the same storage.
/// </remarks>
public sealed class Incarnation : SynchronizationContext
{
    private readonly List<Exception> failures = [];

    /// <summary>Begins a life.</summary>
    /// <param name="simulation">The time it lives in.</param>
    /// <param name="ordinal">Number of the life, from 1.</param>
    public Incarnation(Simulation simulation, int ordinal)
    {
        Simulation = simulation;
        Ordinal = ordinal;
        Clock = new IncarnationClock(this);
    }

    /// <summary>The time it lives in.</summary>
    public Simulation Simulation { get; }

    /// <summary>Number of the life, from 1.</summary>
    public int Ordinal { get; }

    /// <summary>Whether it has not been killed.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>Simulated time for its code; timers die with it.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Exceptions that reached the top of started work, or that somebody reported.</summary>
    public IReadOnlyList<Exception> Failures => failures;

    /// <summary>Starts work as a task of this life. An exception that reaches the top is kept in <see cref="Failures"/>.</summary>
    public void Run(Func<Task> work) => Post(_ => _ = WatchAsync(work), null);

    /// <summary>Keeps an exception that a host has caught, as its log would.</summary>
    public void Report(Exception failure) => failures.Add(failure);

    /// <summary>Ends the life at this very point.</summary>
    public void Kill() => IsAlive = false;

    /// <inheritdoc />
    public override void Post(SendOrPostCallback d, object? state) => Simulation.Post(() =>
    {
        if (IsAlive)
        {
            SetSynchronizationContext(this);
            d(state);
        }
    });

    /// <inheritdoc />
    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Code under test must not block on its context.");

    /// <inheritdoc />
    public override SynchronizationContext CreateCopy() => this;

    private async Task WatchAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception failure)
        {
            failures.Add(failure);
        }
    }
}
