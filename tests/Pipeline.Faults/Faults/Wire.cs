using Pipeline.Faults.Time;

namespace Pipeline.Faults.Faults;

/// <summary>The way from a process to storage and partners: each call takes time, and meets the fault it is planned to meet.</summary>
/// <remarks>
/// An effect happens at one instant between question and answer, so calls that overlap in time interleave as the
/// seed says; conflicts of versions come about by themselves.
/// </remarks>
public sealed class Wire(Simulation simulation, IFaultPlan plan)
{
    private static readonly TimeSpan LeastLatency = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MostLatency = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan MostSlowness = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BreakTime = TimeSpan.FromSeconds(5);

    private readonly List<Call> calls = [];
    private readonly SortedDictionary<Fault, int> faults = [];

    /// <summary>All calls so far, in their order.</summary>
    public IReadOnlyList<Call> Calls => calls;

    /// <summary>How many calls met which fault.</summary>
    public IReadOnlyDictionary<Fault, int> Faults => faults;

    /// <summary>Told of each cut, after the process is dead.</summary>
    public Action<Incarnation>? OnKilled { get; init; }

    /// <summary>Carries a call out.</summary>
    /// <param name="caller">Who calls; when it is dead, nothing happens and nothing is answered.</param>
    /// <param name="service">Whom it calls, see <see cref="Call.Service"/>.</param>
    /// <param name="operation">What it asks for, see <see cref="Call.Operation"/>.</param>
    /// <param name="effect">Does it, at the instant it arrives.</param>
    /// <param name="refuse">The service's answer when it is busy (503) or timed out (500).</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="CallLostException">The connection broke.</exception>
    public async Task<T> CallAsync<T>(
        Incarnation caller, string service, string operation, Func<T> effect, Func<int, T> refuse, CancellationToken cancellationToken)
    {
        if (!caller.IsAlive)
        {
            return await Never<T>().ConfigureAwait(false);
        }

        Call call = new(calls.Count, service, operation);
        calls.Add(call);
        Fault fault = plan.Decide(call);
        faults[fault] = faults.GetValueOrDefault(fault) + 1;
        if (fault is Fault.CutBefore)
        {
            Kill(caller);
            return await Never<T>().ConfigureAwait(false);
        }

        TimeSpan way = fault is Fault.Slow ? simulation.Between(MostLatency, MostSlowness) : Latency();
        await simulation.Delay(way, cancellationToken).ConfigureAwait(false);
        if (!caller.IsAlive && !plan.ArrivesLate(call))
        {
            return await Never<T>().ConfigureAwait(false);
        }

        if (fault is Fault.RequestLost)
        {
            await simulation.Delay(BreakTime, cancellationToken).ConfigureAwait(false);
            throw new CallLostException(call);
        }

        T answer = fault is Fault.Busy ? refuse(503) : effect();
        return await AnswerAsync(caller, call, fault, answer, refuse, cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> AnswerAsync<T>(
        Incarnation caller, Call call, Fault fault, T answer, Func<int, T> refuse, CancellationToken cancellationToken)
    {
        if (fault is Fault.CutDuring)
        {
            Kill(caller);
            return await Never<T>().ConfigureAwait(false);
        }

        await simulation.Delay(fault is Fault.AnswerLost ? BreakTime : Latency(), cancellationToken).ConfigureAwait(false);
        if (!caller.IsAlive)
        {
            return await Never<T>().ConfigureAwait(false);
        }

        if (fault is Fault.CutAfter)
        {
            simulation.WhenIdle(() => Kill(caller));
        }

        return fault switch
        {
            Fault.AnswerLost => throw new CallLostException(call),
            Fault.TimedOut => refuse(500),
            _ => answer,
        };
    }

    // Never ends, so no line after the call ever runs.
    private static Task<T> Never<T>() => new TaskCompletionSource<T>().Task;

    private TimeSpan Latency() => simulation.Between(LeastLatency, MostLatency);

    private void Kill(Incarnation caller)
    {
        if (caller.IsAlive)
        {
            caller.Kill();
            OnKilled?.Invoke(caller);
        }
    }
}
