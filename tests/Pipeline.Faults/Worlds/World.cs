using Pipeline.Faults.Faults;
using Pipeline.Faults.Ledgers;
using Pipeline.Faults.Storage;
using Pipeline.Faults.Time;

namespace Pipeline.Faults.Worlds;

/// <summary>One run: a workload on simulated time and storage, under a plan of faults, restarted after each kill.</summary>
public sealed class World
{
    /// <summary>How long a run may take to settle.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromHours(12);

    private static readonly TimeSpan Restart = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    private readonly int seed;
    private readonly IWorkload workload;

    private World(int seed, IFaultPlan plan, IWorkload workload)
    {
        this.seed = seed;
        this.workload = workload;
        Simulation = new Simulation(seed);
        Account = new SimulatedAccount(() => Simulation.Now);
        Wire = new Wire(Simulation, plan) { OnKilled = _ => Simulation.After(Restart, StartLife) };
    }

    /// <summary>Time.</summary>
    public Simulation Simulation { get; }

    /// <summary>Storage.</summary>
    public SimulatedAccount Account { get; }

    /// <summary>The way of all calls.</summary>
    public Wire Wire { get; }

    /// <summary>The life that runs, or the last one when it is dead.</summary>
    public Incarnation Process { get; private set; } = null!;

    /// <summary>Runs a workload until it is settled, and audits it.</summary>
    /// <param name="seed">Decides latencies and all else that is left to chance.</param>
    /// <param name="plan">The faults.</param>
    /// <param name="workload">A workload that has not run yet.</param>
    public static async Task<RunReport> RunAsync(int seed, IFaultPlan plan, IWorkload workload)
    {
        World world = new(seed, plan, workload);
        return await world.RunAsync();
    }

    private async Task<RunReport> RunAsync()
    {
        workload.Begin(this);
        StartLife();
        bool isSettled = Simulation.RunUntil(() => workload.IsSettled(this), Time.Simulation.Start + Limit);
        // What is still under way, for example the last deletions, ends meanwhile.
        _ = Simulation.RunUntil(static () => false, Simulation.Now + Grace);
        Ledger ledger = new();
        ledger.Check(isSettled, "nothing stuck", $"work still waits after {Limit.TotalHours} hours");
        await workload.AuditAsync(this, Account.Direct(), ledger);
        return new RunReport(seed, Wire.Calls, Wire.Faults, Process.Ordinal, Simulation.Now - Time.Simulation.Start, ledger);
    }

    private void StartLife()
    {
        Process = new Incarnation(Simulation, (Process?.Ordinal ?? 0) + 1);
        workload.Start(this, Process, Account.ConnectedTo(Process, Wire));
    }
}
