using Pipeline.Faults.Faults;
using Pipeline.Faults.Worlds;

namespace Pipeline.Faults.Points;

/// <summary>Every call of a workload, each with every fault: the list is recorded from a run without faults.</summary>
public static class CrashPoints
{
    /// <summary>The three cuts of the process.</summary>
    public static IReadOnlyList<Fault> Cuts { get; } = [Fault.CutBefore, Fault.CutDuring, Fault.CutAfter];

    /// <summary>What can befall a call without the process dying.</summary>
    public static IReadOnlyList<Fault> Failures { get; } =
        [Fault.RequestLost, Fault.AnswerLost, Fault.Busy, Fault.TimedOut, Fault.Slow];

    /// <summary>Records a run, then runs it once per call and fault.</summary>
    /// <param name="workload">Makes the workload, each time the same.</param>
    /// <param name="seed">Of all runs.</param>
    /// <param name="faults">What to try at each call.</param>
    /// <exception cref="InvalidOperationException">The recorded run is red already, or the runs are not repeatable.</exception>
    public static async Task<PointReport> TryAllAsync(Func<IWorkload> workload, int seed, IReadOnlyList<Fault> faults)
    {
        RunReport recorded = await World.RunAsync(seed, new NoFaults(), workload());
        if (!recorded.Ledger.IsGreen)
        {
            throw new InvalidOperationException($"Without faults the ledger is red: {string.Join("; ", recorded.Ledger.Red)}");
        }

        List<string> red = [];
        foreach (Call call in recorded.Calls)
        {
            foreach (Fault fault in faults)
            {
                RunReport run = await World.RunAsync(seed, new OneFault(call.Ordinal, fault), workload());
                if (run.Calls.Count <= call.Ordinal || run.Calls[call.Ordinal] != call)
                {
                    throw new InvalidOperationException($"Seed {seed} took another way before {call}: the run is not repeatable.");
                }

                red.AddRange(run.Ledger.Red.Select(entry => $"{fault} at {call}: {entry}"));
            }
        }

        return new PointReport(recorded.Calls, recorded.Calls.Count * faults.Count, red);
    }
}
